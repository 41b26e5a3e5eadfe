import type { NumberColumn } from '#shared/selavy/catalogue.ts';
import { axisBelow, axisOnLeft, numberTicks, powerTicks } from '../chart/axes.ts';
import type { Chart, Mark, Plot } from '../chart/marks.ts';
import { linearScale, padded, type Range, rangeOf, type Scale, ticksOf } from '../chart/scale.ts';
import type { Size } from '../chart/use-size.ts';
import { tablesMessages } from '../messages/tables.ts';

/** A chart of columns, and how many rows it leaves out for they have no value to draw. */
export interface ColumnChart extends Chart {
  readonly leftOut: number;
}

/** More dots lie upon each other, and would take seconds as SVG. */
const MAX_DOTS = 5_000;

const titleOf = ({ name, unit }: NumberColumn): string =>
  unit === null ? name : `${name} (${unit})`;

const plotOf = ({ width, height }: Size): Plot => {
  return { left: 68, top: 14, right: width - 16, bottom: height - 46 };
};

/** How many rows have a value in each of equal bins. Null where none has one. */
export function histogram(
  column: NumberColumn,
  rows: Uint32Array,
  isLogarithmic: boolean,
  size: Size,
): ColumnChart | null {
  const values = usable(column, rows, isLogarithmic);
  const range = rangeOf(values);
  if (range === null) return null;
  const plot = plotOf(size);
  const bins = binsOf(values, range.min === range.max ? padded(range, 0) : range);
  const x = linearScale(bins.range, plot.left, plot.right);
  const most = Math.max(...bins.counts);
  const y = linearScale({ min: 0, max: most * 1.05 }, plot.bottom, plot.top);
  const width = (plot.right - plot.left) / bins.counts.length;
  const counts = ticksOf({ min: 0, max: most * 1.05 }, 6).filter(Number.isInteger);
  return {
    ...size,
    leftOut: rows.length - values.length,
    marks: [
      ...axisBelow(plot, titleOf(column), ticksFor(bins.range, isLogarithmic, plot), x),
      ...axisOnLeft(plot, tablesMessages.count, numberTicks(counts), y),
      ...bins.counts.flatMap((count, bin): Mark[] => {
        if (count === 0) return [];
        const [left, top] = [plot.left + bin * width, y(count)];
        const height = plot.bottom - top;
        return [{ kind: 'bar', role: 'data', x: left, y: top, width: width - 1, height }];
      }),
    ],
  };
}

/** A dot for each row, one column against another. @param active a row that is marked */
export function scatter(
  [across, up]: readonly [NumberColumn, NumberColumn],
  rows: Uint32Array,
  isLogarithmic: boolean,
  active: number | null,
  size: Size,
): ColumnChart | null {
  const read = (column: NumberColumn, row: number): number =>
    isLogarithmic ? Math.log10(column.values[row]!) : column.values[row]!;
  const dots = Array.from(rows, (row) => ({ row, x: read(across, row), y: read(up, row) })).filter(
    (dot) => Number.isFinite(dot.x) && Number.isFinite(dot.y),
  );
  const xs = rangeOf(dots.map((dot) => dot.x));
  const ys = rangeOf(dots.map((dot) => dot.y));
  if (xs === null || ys === null) return null;
  const plot = plotOf(size);
  const [wide, high] = [padded(xs, 0.04), padded(ys, 0.06)];
  const x = linearScale(wide, plot.left, plot.right);
  const y = linearScale(high, plot.bottom, plot.top);
  const step = Math.ceil(dots.length / MAX_DOTS);
  const marked = dots.find(({ row }) => row === active);
  return {
    ...size,
    leftOut: rows.length - dots.length,
    marks: [
      ...axisBelow(plot, titleOf(across), ticksFor(wide, isLogarithmic, plot), x),
      ...axisOnLeft(plot, titleOf(up), ticksUp(high, isLogarithmic, plot), y),
      ...dots
        .filter((_, index) => index % step === 0)
        .map((dot): Mark => ({ kind: 'dot', role: 'data', x: x(dot.x), y: y(dot.y), r: 2.5 })),
      ...ringAt(marked, x, y),
    ],
  };
}

function ringAt(
  dot: { readonly x: number; readonly y: number } | undefined,
  x: Scale,
  y: Scale,
): readonly Mark[] {
  return dot === undefined
    ? []
    : [{ kind: 'ring', role: 'active', x: x(dot.x), y: y(dot.y), r: 6 }];
}

/** The values that can be drawn; as powers of ten on a logarithmic axis, which has no zero. */
function usable(
  { values }: NumberColumn,
  rows: Uint32Array,
  isLogarithmic: boolean,
): readonly number[] {
  return Array.from(rows, (row) =>
    isLogarithmic ? Math.log10(values[row]!) : values[row]!,
  ).filter((value) => Number.isFinite(value));
}

/** Bins as Freedman and Diaconis have them, from 5 to 60. Source: Z. Wahrscheinlichkeitstheorie 57, 453 (1981). */
function binsOf(
  values: readonly number[],
  range: Range,
): { readonly range: Range; readonly counts: readonly number[] } {
  const sorted = values.toSorted((a, b) => a - b);
  const quartile = (part: number): number => sorted[Math.floor(part * (sorted.length - 1))]!;
  const width = (2 * (quartile(0.75) - quartile(0.25))) / Math.cbrt(values.length);
  const length = range.max - range.min;
  const count = width > 0 ? Math.min(60, Math.max(5, Math.ceil(length / width))) : 5;
  const counts = Array.from({ length: count }, () => 0);
  for (const value of values) {
    // The greatest value belongs to the last bin.
    counts[Math.min(count - 1, Math.floor(((value - range.min) / length) * count))]! += 1;
  }
  return { range, counts };
}

function ticksFor(range: Range, isLogarithmic: boolean, { left, right }: Plot) {
  const most = Math.max(2, Math.floor((right - left) / 80));
  return isLogarithmic ? powerTicks(range, most) : numberTicks(ticksOf(range, most));
}

function ticksUp(range: Range, isLogarithmic: boolean, { top, bottom }: Plot) {
  const most = Math.max(2, Math.floor((bottom - top) / 44));
  return isLogarithmic ? powerTicks(range, most) : numberTicks(ticksOf(range, most));
}
