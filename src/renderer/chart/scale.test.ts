import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberTicks } from './axes.ts';
import { dateTicks, linearScale, padded, rangeOf, ticksOf } from './scale.ts';

describe('the scale of an axis', () => {
  it('has round ticks within its range, evenly spaced, and not more than asked for', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
        fc.integer({ min: 2, max: 12 }),
        (min, length, most) => {
          const max = min + length;
          const ticks = ticksOf({ min, max }, most);
          expect(ticks.length).toBeLessThanOrEqual(most + 1);
          const dust = length * 1e-6 + Math.abs(min) * 1e-9;
          for (const tick of ticks) {
            expect(tick).toBeGreaterThanOrEqual(min - dust);
            expect(tick).toBeLessThanOrEqual(max + dust);
          }
        },
      ),
    );
    expect(ticksOf({ min: 0, max: 1 }, 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(ticksOf({ min: -0.3, max: 0.3 }, 6)).toEqual([-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3]);
  });

  it('leaves NaN and infinities out of its range', () => {
    expect(rangeOf([Number.NaN, 3, -1, Number.POSITIVE_INFINITY])).toEqual({ min: -1, max: 3 });
    expect(rangeOf([Number.NaN])).toBeNull();
    expect(padded({ min: 5, max: 5 }, 0.1)).toEqual({ min: 4.5, max: 5.5 });
    expect(linearScale({ min: 0, max: 10 }, 100, 0)(2.5)).toBe(75);
  });

  it('has dates that begin months, or days where the range is short', () => {
    // 27 August 2019 to 11 September 2020.
    const year = dateTicks({ min: 58_722.8, max: 59_103 }, 8).map(({ text }) => text);
    expect(year).toEqual([
      'Sep 2019',
      'Nov 2019',
      'Jan 2020',
      'Mar 2020',
      'May 2020',
      'Jul 2020',
      'Sep 2020',
    ]);
    expect(dateTicks({ min: 58_722, max: 58_727 }, 5).map(({ text }) => text)).toEqual([
      '27 Aug',
      '28 Aug',
      '29 Aug',
      '30 Aug',
      '31 Aug',
      '1 Sep',
    ]);
  });

  it('writes numbers with the same digits', () => {
    expect(numberTicks([0, 0.5, 1]).map(({ text }) => text)).toEqual(['0.0', '0.5', '1.0']);
    expect(numberTicks([-2, 0]).map(({ text }) => text)).toEqual(['\u22122', '0']);
  });
});
