import { describe, expect, it } from 'vitest';
import type { NumberColumn } from '#shared/selavy/catalogue.ts';
import { cellText, widthOf } from './cell-text.ts';

const column = (values: readonly number[]): NumberColumn => {
  return {
    name: 'flux',
    kind: 'number',
    unit: 'mJy',
    ucd: null,
    values: Float64Array.from(values),
  };
};

describe('the cells of a column', () => {
  it('end at the same digit, and none is cut', () => {
    const fluxes = column([1.25, 3, Number.NaN, 1e-9]);
    expect([0, 1, 2, 3].map((row) => cellText(fluxes, row))).toEqual(['1.25', '3.00', '–', '1e-9']);
    const long = column([...Array.from({ length: 60 }, () => 1.5), 0.123456]);
    expect(cellText(long, 60)).toBe('0.123456');
  });

  it('fit into its width', () => {
    expect(widthOf(column([1]))).toBeLessThan(widthOf(column([139.654321])));
  });
});
