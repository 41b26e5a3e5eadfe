import { describe, expect, it } from 'vitest';
import type { NumberColumn } from '#shared/selavy/catalogue.ts';
import { histogram, scatter } from './column-charts.ts';

const SIZE = { width: 500, height: 300 };
const column = (name: string, values: readonly number[]): NumberColumn => {
  return { name, kind: 'number', unit: 'mJy', ucd: null, values: Float64Array.from(values) };
};
const ROWS = Uint32Array.of(0, 1, 2, 3, 4, 5);
const FLUX = column('flux_int', [1, 2, 2, 10, 100, Number.NaN]);
const OTHER = column('flux_peak', [1, 1, -3, 9, 90, 7]);

describe('a histogram', () => {
  it('counts every row with a value once, and says how many have none', () => {
    const chart = histogram(FLUX, ROWS, false, SIZE)!;
    expect(chart.leftOut).toBe(1);
    const bars = chart.marks.filter((mark) => mark.kind === 'bar');
    const unit = Math.min(...bars.map(({ height }) => height));
    const rows = bars.reduce((sum, { height }) => sum + Math.round(height / unit), 0);
    expect(rows).toBe(5);
    const title = chart.marks.find((mark) => mark.kind === 'text' && mark.role === 'title');
    expect(title).toMatchObject({ text: 'flux_int (mJy)' });
  });

  it('on a logarithmic axis leaves out what is not above zero', () => {
    expect(histogram(OTHER, ROWS, true, SIZE)!.leftOut).toBe(1);
    const ticks = histogram(FLUX, ROWS, true, SIZE)!.marks.flatMap((mark) =>
      mark.kind === 'text' && mark.role === 'tick' ? [mark.text] : [],
    );
    expect(ticks).toEqual(expect.arrayContaining(['1', '10', '100']));
  });

  it('of rows that are all alike, or of none, is drawn or is not', () => {
    const alike = histogram(column('n', [3, 3]), Uint32Array.of(0, 1), false, SIZE)!;
    expect(alike.marks.filter(({ kind }) => kind === 'bar')).toHaveLength(1);
    expect(histogram(FLUX, Uint32Array.of(5), false, SIZE)).toBeNull();
  });
});

describe('a scatter plot', () => {
  it('has a dot for each row with both values, and marks the chosen one', () => {
    const chart = scatter([FLUX, OTHER], ROWS, false, 3, SIZE)!;
    const dots = chart.marks.filter((mark) => mark.kind === 'dot');
    expect(dots).toHaveLength(5);
    expect(chart.leftOut).toBe(1);
    const ring = chart.marks.find((mark) => mark.kind === 'ring');
    expect(ring).toMatchObject({ x: dots[3]!.x, y: dots[3]!.y });
    expect(scatter([FLUX, OTHER], ROWS, true, null, SIZE)!.leftOut).toBe(2);
  });
});
