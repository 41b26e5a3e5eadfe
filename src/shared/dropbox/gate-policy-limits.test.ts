import { describe, expect, it } from 'vitest';
import { OK, refusal, limits, Driver } from './testing/gate-driver.ts';

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
