import { describe, expect, it } from 'vitest';
import { createRandom } from './random.ts';

const draw = (keys: readonly (string | number)[], count: number): number[] => {
  const random = createRandom(...keys);
  return Array.from({ length: count }, () => random.gaussian());
};

describe('createRandom', () => {
  it('repeats itself for the same keys and for no others', () => {
    expect(draw(['noise', 1], 5)).toEqual(draw(['noise', 1], 5));
    expect(draw(['noise', 1], 5)).not.toEqual(draw(['noise', 2], 5));
    expect(draw(['a', 'bc'], 5)).not.toEqual(draw(['ab', 'c'], 5));
  });

  it('draws a normal distribution', () => {
    const values = draw(['gauss'], 20_000);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    const within = values.filter((value) => Math.abs(value) < 1).length / values.length;
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(Math.abs(variance - 1)).toBeLessThan(0.05);
    expect(Math.abs(within - 0.6827)).toBeLessThan(0.015);
  });

  it('keeps whole numbers below their bound and reaches all of them', () => {
    const random = createRandom('bound');
    const seen = new Set(Array.from({ length: 500 }, () => random.below(7)));
    expect(seen).toEqual(new Set([0, 1, 2, 3, 4, 5, 6]));
  });
});
