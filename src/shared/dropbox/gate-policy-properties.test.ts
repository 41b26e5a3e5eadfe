import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capPerSecond } from './learned-rate.ts';
import { admit, allowed, type Outcome, startGate } from './gate-policy.ts';
import { OK, refusal, limits, Driver } from './testing/gate-driver.ts';

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

describe('gate policy under any calls and answers', () => {
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

  it('starts with any state that was kept', () => {
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
