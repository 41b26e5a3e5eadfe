import { assert, double, pre, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fastAtan2, stretchOf } from './fast-math.ts';

const number = (min: number, max: number) => double({ min, max, noNaN: true });

describe('the fast angle of a point', () => {
  it('is that of Math.atan2 to 1e-7 radians', () => {
    assert(
      property(number(-1, 1), number(-1, 1), (y, x) => {
        // The origin has no angle; Math.atan2 makes one of the signs of its zeros.
        pre(y !== 0 || x !== 0);
        const off = Math.abs(fastAtan2(y, x) - Math.atan2(y, x));
        // Either end of the half turn is the same direction.
        expect(Math.min(off, Math.abs(off - 2 * Math.PI))).toBeLessThan(1e-7);
      }),
      { numRuns: 2000 },
    );
  });

  it('is exact on the axes, and 0 of the origin', () => {
    expect([
      fastAtan2(0, 1),
      fastAtan2(1, 0),
      fastAtan2(0, -1),
      fastAtan2(0, 0),
      fastAtan2(0, -0),
    ]).toEqual([0, Math.PI / 2, Math.PI, 0, 0]);
  });
});

describe('the stretch of the equidistant projection', () => {
  it('is an angle divided by its sine to 1e-6', () => {
    assert(
      property(number(0.001, 3), (angle) => {
        expect(Math.abs(stretchOf(Math.cos(angle)) - angle / Math.sin(angle))).toBeLessThan(1e-6);
      }),
    );
  });
});
