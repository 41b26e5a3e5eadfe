import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  capPerSecond,
  type LearnedRate,
  learnRate,
  proveRate,
  readLearnedRate,
} from './learned-rate.ts';

const after = (rate: LearnedRate, fraction: number) =>
  capPerSecond({ ...rate, provenMs: fraction * rate.probeMs });

describe('learned rate', () => {
  it('continues at half of the refused rate', () => {
    expect(capPerSecond(learnRate(12, 15_000))).toBe(6);
  });

  it('is soon close to that rate, and reaches it when ten pauses have been won back', () => {
    const rate = learnRate(12, 15_000);
    expect(rate.probeMs).toBe(150_000);
    expect(after(rate, 1 / 3)).toBeGreaterThan(0.85 * 12);
    expect(after(rate, 0.9)).toBeLessThan(12);
    expect(after(rate, 1)).toBe(12);
    expect(after(rate, 2)).toBe(18);
  });

  it('only ever grows with what is proven, and is forgotten in the end', () => {
    const perSecond = fc.double({ min: 0, max: 1_000, noNaN: true });
    fc.assert(
      fc.property(perSecond, fc.integer({ min: 0, max: 300_000 }), (refused, pauseMs) => {
        let rate: LearnedRate | null = learnRate(refused, pauseMs);
        let cap = capPerSecond(rate);
        expect(cap).toBeGreaterThanOrEqual(0.5);
        for (let call = 0; call < 200 && rate !== null; call += 1) {
          rate = proveRate(rate);
          if (rate === null) break;
          expect(capPerSecond(rate)).toBeGreaterThanOrEqual(cap);
          cap = capPerSecond(rate);
        }
      }),
    );
    let rate: LearnedRate | null = learnRate(5, 1_000);
    let calls = 0;
    while (rate !== null && calls < 100_000) {
      rate = proveRate(rate);
      calls += 1;
    }
    expect(rate).toBeNull();
  });

  it('survives being kept as JSON, but for what was won beyond the refused rate', () => {
    const rate = { ...learnRate(12, 15_000), provenMs: 70_000 };
    expect(readLearnedRate(JSON.parse(JSON.stringify(rate)))).toEqual(rate);
    expect(readLearnedRate({ ...rate, provenMs: 900_000 })).toEqual({ ...rate, provenMs: 150_000 });
  });

  it('takes anything else for nothing', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const rate = readLearnedRate(value);
        if (rate !== null) expect(capPerSecond(rate)).toBeGreaterThanOrEqual(0.5);
      }),
    );
    for (const value of [null, 1, {}, { refusedPerSecond: NaN, probeMs: 1, provenMs: 0 }]) {
      expect(readLearnedRate(value)).toBeNull();
    }
  });
});
