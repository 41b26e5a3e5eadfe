import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capPerSecond } from './learned-rate.ts';
import {
  admit,
  allowed,
  answered,
  DEFAULT_GATE_LIMITS,
  type GateLimits,
  gateMemory,
  type GatePolicy,
  type Outcome,
  startGate,
  type Ticket,
} from './gate-policy.ts';

const OK: Outcome = { kind: 'answered' };
const refusal = (retryAfterMs: number | null): Outcome => ({ kind: 'refused', retryAfterMs });
const limits = DEFAULT_GATE_LIMITS;

/** Drives the policy by hand, and knows by itself until when nobody may call. */
class Driver {
  policy: GatePolicy;
  nowMs: number;
  pausedUntilMs = 0;
  readonly underWay: Ticket[] = [];
  readonly starts: number[] = [];
  readonly limits: GateLimits;

  constructor(gateLimits: GateLimits = limits, nowMs = 1_000_000) {
    this.limits = gateLimits;
    this.nowMs = nowMs;
    this.policy = startGate(gateLimits, nowMs);
  }

  /** Starts a call if it may start; @returns until when it may not, null where only an answer can tell. */
  start(): number | null | 'started' {
    const admission = admit(this.policy, this.limits, this.nowMs);
    this.policy = admission.policy;
    if (admission.kind === 'wait') return admission.atMs;
    this.underWay.push(admission.ticket);
    this.starts.push(this.nowMs);
    return 'started';
  }

  startAll(): number {
    let started = 0;
    while (this.start() === 'started') started += 1;
    return started;
  }

  end(index: number, outcome: Outcome): void {
    const [ticket] = this.underWay.splice(index, 1);
    this.policy = answered(this.policy, this.limits, ticket!, outcome, this.nowMs);
    if (outcome.kind === 'refused' && outcome.retryAfterMs !== null) {
      this.pausedUntilMs = Math.max(this.pausedUntilMs, this.nowMs + outcome.retryAfterMs);
    }
  }

  /** Full windows of calls that all go well, `latencyMs` each. */
  rounds(count: number, latencyMs = 50): void {
    for (let round = 0; round < count; round += 1) {
      this.startAll();
      this.nowMs += latencyMs;
      while (this.underWay.length > 0) this.end(0, OK);
    }
  }
}

const outcomes = fc.oneof(
  { weight: 8, arbitrary: fc.constant(OK) },
  { weight: 2, arbitrary: fc.constantFrom(null, 0, 1_000, 15_000, 300_000).map(refusal) },
  { weight: 1, arbitrary: fc.constant<Outcome>({ kind: 'failed' }) },
);
const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.constant({ kind: 'start' } as const) },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('end' as const),
        pick: fc.nat(),
        outcome: outcomes,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('wait' as const),
        ms: fc.constantFrom(1, 40, 700, 5_000, 60_000),
      }),
    },
  ),
  { maxLength: 400 },
);

function play(driver: Driver, script: typeof steps extends fc.Arbitrary<infer S> ? S : never) {
  for (const step of script) {
    if (step.kind === 'start') driver.start();
    else if (step.kind === 'wait') driver.nowMs += step.ms;
    else if (driver.underWay.length > 0) {
      driver.end(step.pick % driver.underWay.length, step.outcome);
    }
  }
}

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

  it('never has more calls under way than the ceiling, and never stands below one', () => {
    const ceilings = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(ceilings, fc.integer({ min: 1, max: 60 }), steps, (ceiling, start, script) => {
        const driver = new Driver({ ...limits, ceiling, startConcurrency: start });
        for (const step of script) {
          play(driver, [step]);
          expect(driver.policy.inFlight).toBe(driver.underWay.length);
          expect(driver.underWay.length).toBeLessThanOrEqual(ceiling);
          expect(allowed(driver.policy, driver.limits)).toBeGreaterThanOrEqual(1);
          expect(allowed(driver.policy, driver.limits)).toBeLessThanOrEqual(ceiling);
        }
      }),
    );
  });

  it('lets nobody through during a pause', () => {
    fc.assert(
      fc.property(steps, (script) => {
        const driver = new Driver();
        for (const step of script) {
          const before = driver.starts.length;
          play(driver, [step]);
          if (driver.starts.length > before) {
            expect(driver.nowMs).toBeGreaterThanOrEqual(driver.pausedUntilMs);
          }
        }
      }),
    );
  });

  it('always lets somebody through in the end, and is back at the ceiling when all goes well', () => {
    fc.assert(
      fc.property(steps, (script) => {
        const driver = new Driver();
        play(driver, script);
        while (driver.underWay.length > 0) driver.end(0, OK);
        for (let waits = 0; ; waits += 1) {
          const untilMs = driver.start();
          if (untilMs === 'started') break;
          expect(untilMs).not.toBeNull();
          expect(waits).toBeLessThan(3);
          driver.nowMs = untilMs!;
        }
        driver.nowMs += 50;
        driver.end(0, OK);
        // Long enough to prove any rate that can have been learned: four probes of at most an hour.
        for (let round = 0; round < 20_000 && driver.policy.rate !== null; round += 1) {
          driver.rounds(1, 2_000);
        }
        driver.rounds(200);
        expect(driver.policy.rate).toBeNull();
        expect(driver.startAll()).toBe(limits.ceiling);
      }),
      { numRuns: 30 },
    );
  });

  it('keeps to a rate that it has learned', () => {
    const rates = fc.integer({ min: 1, max: 100 });
    fc.assert(
      fc.property(rates, fc.integer({ min: 1, max: 60 }), (perSecond, seconds) => {
        const rate = { refusedPerSecond: perSecond, probeMs: 3_600_000, provenMs: 0 };
        const driver = new Driver();
        driver.policy = startGate(limits, driver.nowMs, { rate });
        const endMs = driver.nowMs + seconds * 1_000;
        while (driver.nowMs < endMs) {
          const untilMs = driver.start();
          if (untilMs === 'started') driver.end(0, OK);
          else driver.nowMs = untilMs!;
        }
        const cap = capPerSecond(driver.policy.rate!);
        expect(driver.starts.length).toBeLessThanOrEqual(cap * (seconds + 0.1) + 2);
        expect(driver.starts.length).toBeGreaterThanOrEqual((perSecond / 2) * seconds - 2);
      }),
    );
  });

  it('honours the rest of a pause after a restart, whatever the clock did in between', () => {
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

  it('starts with whatever was kept', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), fc.anything(), (from, until, rate) => {
        const memory = { pause: { fromMs: from, untilMs: until }, rate };
        const admission = admit(startGate(limits, 1_000, memory), limits, 1_000);
        if (admission.kind === 'wait') {
          expect(admission.atMs).toBeGreaterThan(1_000);
          expect(admission.atMs).toBeLessThanOrEqual(1_000 + 86_400_000);
        }
      }),
    );
  });
});

/** A Dropbox that lets so many calls a second through, some of them at once, and then wants a pause. */
function simulate(options: {
  perSecond: number;
  burst: number;
  retryAfterMs: number;
  hours: number;
}) {
  const { perSecond, burst, retryAfterMs, hours } = options;
  const driver = new Driver(limits, 0);
  const ends: number[] = [];
  let tokens = burst;
  let filledMs = 0;
  let done = 0;
  let refusals = 0;
  let callsInPauses = 0;
  while (driver.nowMs < hours * 3_600_000) {
    const untilMs = driver.start();
    if (untilMs === 'started') {
      if (driver.nowMs < driver.pausedUntilMs) callsInPauses += 1;
      ends.push(driver.nowMs + 100);
      continue;
    }
    const nextEndMs = ends[0] ?? Infinity;
    if (nextEndMs <= (untilMs ?? Infinity)) {
      driver.nowMs = nextEndMs;
      ends.shift();
      tokens = Math.min(burst, tokens + ((nextEndMs - filledMs) / 1_000) * perSecond);
      filledMs = nextEndMs;
      if (tokens >= 1) {
        tokens -= 1;
        done += 1;
        driver.end(0, OK);
      } else {
        refusals += 1;
        driver.end(0, refusal(retryAfterMs));
      }
    } else driver.nowMs = untilMs!;
  }
  return { share: done / (hours * 3_600 * perSecond), refusals, callsInPauses };
}

describe('gate policy against a Dropbox with a limit that nobody publishes', () => {
  it.each([
    { perSecond: 12, burst: 50, retryAfterMs: 15_000, hours: 6 },
    { perSecond: 12, burst: 500, retryAfterMs: 300_000, hours: 24 },
    { perSecond: 3, burst: 10, retryAfterMs: 15_000, hours: 6 },
    { perSecond: 100, burst: 100, retryAfterMs: 1_000, hours: 1 },
  ])('gets most of $perSecond calls a second ($retryAfterMs ms pauses)', (dropbox) => {
    const { share, refusals, callsInPauses } = simulate(dropbox);
    expect(callsInPauses).toBe(0);
    expect(share).toBeGreaterThan(0.7);
    expect(refusals / dropbox.hours).toBeLessThan(300);
  });
});
