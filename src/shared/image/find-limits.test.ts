import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '#demo/random.ts';
import { addValues, createHistogram, quantileOf } from './histogram.ts';
import { centredLimits, limitsOf } from './find-limits.ts';

const finite = fc.float({ noNaN: true, noDefaultInfinity: true });
const anything = fc.oneof(
  { weight: 5, arbitrary: finite },
  fc.constantFrom(NaN, Infinity, -Infinity, -0),
);

describe('a histogram of values', () => {
  it('has quantiles that lie within one bin of those of sorted values', () => {
    fc.assert(
      fc.property(
        fc.array(anything, { minLength: 1, maxLength: 400 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (list, fraction) => {
          const values = Float32Array.from(list);
          const sorted = values.filter(Number.isFinite).toSorted();
          const histogram = addValues(createHistogram(), values);
          expect(histogram.count).toBe(sorted.length);
          const found = quantileOf(histogram, fraction);
          if (sorted.length === 0) {
            expect(found).toBeNaN();
            return;
          }
          const exact = sorted[Math.floor(fraction * (sorted.length - 1))]!;
          // 7 bits of the mantissa; below the least normal number a bin has a fixed width.
          expect(Math.abs(found - exact)).toBeLessThanOrEqual(Math.abs(exact) / 64 + 2 ** -132);
          expect(found).toBeGreaterThanOrEqual(sorted[0]!);
          expect(found).toBeLessThanOrEqual(sorted.at(-1)!);
        },
      ),
    );
  });

  it('is the same, whether values come at once or in parts', () => {
    const values = Float32Array.from({ length: 1_000 }, (_, i) => Math.sin(i) * 10 ** (i % 7));
    const whole = addValues(createHistogram(), values);
    const parts = createHistogram();
    for (let at = 0; at < values.length; at += 77) addValues(parts, values.subarray(at, at + 77));
    expect(parts).toEqual(whole);
  });
});

describe('limits', () => {
  const ramp = Float32Array.from({ length: 10_001 }, (_, i) => i / 10_000);

  it('of a percentile leave the same share out at either end', () => {
    const { low, high } = limitsOf(ramp, { kind: 'percentile', percent: 98 })!;
    expect(low).toBeCloseTo(0.01, 4);
    expect(Math.abs(high - 0.99)).toBeLessThan(1 / 128);
  });

  it('of min–max are the extremes, without what is not finite', () => {
    const values = Float32Array.of(Number.NaN, 3, -Infinity, -2, Infinity);
    expect(limitsOf(values, { kind: 'min-max' })).toEqual({ low: -2, high: 3 });
  });

  it('lie apart even where all values are equal', () => {
    for (const value of [0, 5, -1e-9]) {
      const values = new Float32Array(50).fill(value);
      for (const kind of ['zscale', 'min-max'] as const) {
        const { low, high } = limitsOf(values, { kind })!;
        expect(low).toBeLessThan(high);
        expect(low).toBeLessThanOrEqual(values[0]!);
        expect(high).toBeGreaterThanOrEqual(values[0]!);
      }
    }
  });

  it.each([500, 1000])('of zscale hold for all columns of an image %d wide', (side) => {
    const { uniform } = createRandom('columns');
    const image = Float32Array.from({ length: side * side }, (_, at) =>
      at % side === 0 ? 5 + 0.01 * uniform() : uniform() + uniform() + uniform() - 1.5,
    );
    const { low, high } = limitsOf(image, { kind: 'zscale' })!;
    expect(low).toBeLessThan(-0.5);
    expect(high).toBeGreaterThan(0.5);
  });

  it('are null where no pixel has a value', () => {
    const values = new Float32Array(9).fill(Number.NaN);
    expect(limitsOf(values, { kind: 'zscale' })).toBeNull();
    expect(limitsOf(values, { kind: 'percentile', percent: 99 })).toBeNull();
  });

  it('come from a histogram of more pixels where there is one', () => {
    const histogram = addValues(createHistogram(), Float32Array.of(-7, 9));
    expect(limitsOf(ramp, { kind: 'min-max' }, histogram)).toEqual({ low: -7, high: 9 });
  });

  it('around 0 hold both signs', () => {
    expect(centredLimits({ low: -1, high: 3 })).toEqual({ low: -3, high: 3 });
  });
});
