import { describe, expect, it } from 'vitest';
import { admit, allowed, gateMemory, startGate } from './gate-policy.ts';
import { OK, refusal, limits, Driver } from './testing/gate-driver.ts';

describe('gate policy', () => {
  it('starts modestly and grows to the ceiling', () => {
    const driver = new Driver();
    expect(driver.startAll()).toBe(4);
    while (driver.underWay.length > 0) driver.end(0, OK);
    expect(driver.startAll()).toBe(4 + 1);
    while (driver.underWay.length > 0) driver.end(0, OK);
    driver.rounds(40);
    expect(driver.startAll()).toBe(limits.ceiling);
  });

  it('doubles in a round of answers before anything was refused, and grows by one in a round after that', () => {
    /** Answers to calls that are made as soon as they may be, until so many may be made at once. */
    const answersUntil = (driver: Driver, wanted: number): number => {
      let answers = 0;
      while (allowed(driver.policy, limits) < wanted) {
        driver.nowMs += 50;
        driver.startAll();
        driver.end(0, OK);
        answers += 1;
      }
      return answers;
    };
    const driver = new Driver();
    expect(answersUntil(driver, 8)).toBe(4);
    // Too few answers so far to learn a rate from, which would pace what follows.
    driver.end(0, { kind: 'refused', retryAfterMs: 1_000 });
    while (driver.underWay.length > 0) driver.end(0, OK);
    driver.nowMs += 1_000;
    expect(allowed(driver.policy, limits)).toBe(4);
    expect(answersUntil(driver, 5)).toBeGreaterThanOrEqual(4);
    expect(answersUntil(driver, 6)).toBeGreaterThanOrEqual(5);

    const untroubled = new Driver();
    expect(answersUntil(untroubled, 16)).toBe(12);
  });

  it('does not grow on what is not used', () => {
    const driver = new Driver();
    for (let call = 0; call < 1_000; call += 1) {
      driver.start();
      driver.nowMs += 50;
      driver.end(0, OK);
    }
    expect(allowed(driver.policy, limits)).toBe(4);
  });

  it('halves once for a window of refusals, and pauses for the longest that was asked', () => {
    const driver = new Driver();
    driver.rounds(40);
    driver.startAll();
    for (const seconds of [3, 1, 7]) driver.end(0, refusal(seconds * 1_000));
    while (driver.underWay.length > 0) driver.end(0, refusal(null));
    expect(allowed(driver.policy, limits)).toBe(limits.ceiling / 2);
    expect(driver.start()).toBe(driver.nowMs + 7_000);
    driver.nowMs += 6_999;
    expect(driver.start()).toBe(driver.nowMs + 1);
  });

  it('sends one call ahead after a pause, and is back within seconds when it goes well', () => {
    const driver = new Driver();
    driver.rounds(200);
    driver.startAll();
    while (driver.underWay.length > 0) driver.end(0, refusal(1_000));
    driver.nowMs += 1_000;
    expect(driver.startAll()).toBe(1);
    driver.nowMs += 50;
    driver.end(0, OK);
    const before = driver.starts.length;
    for (let passedMs = 0; passedMs < 5_000; passedMs += 50) driver.rounds(1);
    const perSecond = (driver.starts.length - before) / 5;
    expect(perSecond).toBeGreaterThan(0.5 * (limits.ceiling / 0.05));
  });

  it('doubles the pause of refusals in a row that name none, and not beyond five minutes', () => {
    const driver = new Driver();
    const pauses = [];
    for (let refusals = 0; refusals < 9; refusals += 1) {
      driver.start();
      driver.end(0, refusal(null));
      const untilMs = driver.start();
      if (typeof untilMs !== 'number') throw new Error('There is no pause.');
      pauses.push((untilMs - driver.nowMs) / 1_000);
      driver.nowMs = untilMs;
    }
    expect(pauses).toEqual([5, 10, 20, 40, 80, 160, 300, 300, 300]);
  });

  it('trusts a named pause three times, and then rests longer each time, because a ban names short ones', () => {
    const driver = new Driver();
    const pauses = [];
    for (let refusals = 0; refusals < 8; refusals += 1) {
      driver.start();
      driver.end(0, refusal(15_000));
      const untilMs = driver.start();
      if (typeof untilMs !== 'number') throw new Error('There is no pause.');
      pauses.push((untilMs - driver.nowMs) / 1_000);
      driver.nowMs = untilMs;
    }
    expect(pauses).toEqual([15, 15, 15, 40, 80, 160, 300, 300]);
    driver.start();
    driver.end(0, OK);
    driver.start();
    driver.end(0, refusal(15_000));
    expect(driver.start()).toBe(driver.nowMs + 15_000);
  });

  it('learns no rate from refusals that follow each other without answers', () => {
    const driver = new Driver();
    driver.rounds(20);
    driver.startAll();
    driver.end(0, refusal(1_000));
    const learned = driver.policy.rate;
    driver.underWay.length = 0;
    for (let storm = 0; storm < 20; storm += 1) {
      driver.nowMs += limits.longestDefaultPauseMs;
      driver.start();
      driver.end(driver.underWay.length - 1, refusal(1_000));
    }
    expect(learned).not.toBeNull();
    expect(driver.policy.rate).toEqual(learned);
  });

  it('is not misled by a clock that is set back', () => {
    const driver = new Driver();
    driver.start();
    driver.end(0, refusal(60_000));
    driver.nowMs -= 3_600_000;
    expect(driver.start()).toBe(driver.nowMs + 60_000);

    const paced = new Driver();
    const rate = { refusedPerSecond: 2, probeMs: 1_000_000, provenMs: 0 };
    paced.policy = startGate(limits, paced.nowMs, { rate });
    paced.startAll();
    paced.nowMs -= 3_600_000;
    expect(paced.start()).toBe(paced.nowMs + 900);
  });

  it('honours the rest of a pause after a restart, even if the clock was changed', () => {
    const driver = new Driver();
    driver.start();
    driver.end(0, refusal(300_000));
    const memory: unknown = JSON.parse(JSON.stringify(gateMemory(driver.policy)));
    for (const [awayMs, leftMs] of [
      [0, 300_000],
      [100_000, 200_000],
      [300_000, 0],
      [86_400_000, 0],
      [-86_400_000, 300_000],
    ] as const) {
      const nowMs = driver.nowMs + awayMs;
      const admission = admit(startGate(limits, nowMs, memory), limits, nowMs);
      expect(admission.kind === 'wait' ? admission.atMs : nowMs).toBe(nowMs + leftMs);
    }
  });
});
