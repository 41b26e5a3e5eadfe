import {
  type CurvePoint,
  type FluxKind,
  fluxOf,
  limitOf,
  mjdOf,
} from '#shared/lightcurve/curve-point.ts';
import type { Stokes } from '#shared/survey/product.ts';
import { axisBelow, axisOnLeft, numberTicks } from '../chart/axes.ts';
import type { Chart, Mark, Plot } from '../chart/marks.ts';
import { dateTicks, linearScale, padded, rangeOf, type Scale, ticksOf } from '../chart/scale.ts';
import type { Size } from '../chart/use-size.ts';
import { curveMessages } from '../messages/lightcurve.ts';

/** A light curve as a chart, and where its points stand. */
export interface CurveChart extends Chart {
  /** Of the points with a flux or a limit, by time. */
  readonly places: readonly {
    /** Index of the point. */
    readonly point: number;
    readonly x: number;
    readonly y: number;
  }[];
}

/** Points by their dates, or evenly in the order of these: epochs a day apart lie upon each other by date. */
export const SPACINGS = ['date', 'order'] as const;
export type Spacing = (typeof SPACINGS)[number];

export interface CurveOf {
  readonly flux: FluxKind;
  readonly stokes: Stokes;
  readonly spacing: Spacing;
  /** Index of the point that keys or the pointer chose; null for none. */
  readonly active: number | null;
}

const LABEL_ROWS = 3;
const ROW_HEIGHT = 14;
const ARROW_LENGTH = 22;
const CAP = 3;

interface Drawn {
  /** Where it stands: a modified Julian date, or its place in the order of time. */
  readonly at: number;
  readonly point: number;
  readonly epoch: string;
  readonly mjd: number;
  readonly value: number;
  readonly error: number;
  readonly isLimit: boolean;
}

/** Flux with error bars against date; limits as arrows; epochs above. Null where no point has a flux or a limit. */
export function curveChart(
  points: readonly CurvePoint[],
  of: CurveOf,
  { width, height }: Size,
): CurveChart | null {
  const drawn = points
    .flatMap((point, index) => drawnOf(point, index, of.flux))
    .toSorted((a, b) => a.mjd - b.mjd)
    .map((each, order): Drawn => ({ ...each, at: of.spacing === 'date' ? each.mjd : order }));
  const isEither = of.stokes !== 'I';
  const across = rangeOf(drawn.map(({ at }) => at));
  const values = rangeOf(
    drawn.flatMap(({ value, error, isLimit }) =>
      isLimit && isEither ? [value, -value] : [value - error, value + error],
    ),
  );
  if (across === null || values === null) return null;
  const plot: Plot = {
    left: 64,
    top: LABEL_ROWS * ROW_HEIGHT + 10,
    right: width - 20,
    bottom: height - 46,
  };
  const isOne = across.min === across.max;
  const span = isOne ? { min: across.min - 45, max: across.max + 45 } : padded(across, 0.04);
  // Zero belongs to the picture where it is near: half of a flux is not nearly nothing.
  const low = values.min > 0 && values.min < values.max / 2 ? 0 : values.min;
  const up = low === 0 ? { min: 0, max: values.max * 1.08 } : padded({ ...values, min: low }, 0.1);
  const x = linearScale(span, plot.left, plot.right);
  const y = linearScale(up, plot.bottom, plot.top);
  const times =
    of.spacing === 'date'
      ? dateTicks(span, Math.floor((plot.right - plot.left) / 90))
      : drawn.map(({ at, epoch }) => ({ at, text: epoch }));
  const fluxes = ticksOf(up, Math.max(3, Math.floor((plot.bottom - plot.top) / 44)));
  const places = drawn.map(({ point, at, value }) => ({ point, x: x(at), y: y(value) }));
  return {
    width,
    height,
    places,
    marks: [
      ...axisBelow(plot, curveMessages.axes[of.spacing], times, x),
      ...axisOnLeft(plot, curveMessages.axes[of.flux], numberTicks(fluxes), y),
      ...(of.spacing === 'date' ? labelsOf(drawn, x, plot) : []),
      ...activeMarks(places, of.active, plot),
      ...drawn.flatMap((each) => marksOf(each, x(each.at), y, isEither, plot)),
    ],
  };
}

function drawnOf(point: CurvePoint, index: number, kind: FluxKind): readonly Omit<Drawn, 'at'>[] {
  const { startUtc, epoch } = point;
  if (startUtc === null || epoch === null) return [];
  const flux = fluxOf(point, kind);
  const value = flux?.value ?? limitOf(point);
  if (value === null) return [];
  const facts = { point: index, epoch, mjd: mjdOf(startUtc), value };
  return [{ ...facts, error: flux?.error ?? 0, isLimit: flux === null }];
}

function marksOf(
  { value, error, isLimit }: Drawn,
  x: number,
  y: Scale,
  isEither: boolean,
  { top, bottom }: Plot,
): readonly Mark[] {
  if (!isLimit) {
    const [high, low] = [y(value + error), y(value - error)];
    return [
      { kind: 'line', role: 'error', x1: x, y1: high, x2: x, y2: low },
      { kind: 'line', role: 'error', x1: x - CAP, y1: high, x2: x + CAP, y2: high },
      { kind: 'line', role: 'error', x1: x - CAP, y1: low, x2: x + CAP, y2: low },
      { kind: 'dot', role: 'data', x, y: y(value), r: 4 },
    ];
  }
  const above = arrowFrom(x, y(value), Math.min(bottom, y(value) + ARROW_LENGTH));
  // In Q, U and V either sign would have been seen.
  return isEither
    ? [...above, ...arrowFrom(x, y(-value), Math.max(top, y(-value) - ARROW_LENGTH))]
    : above;
}

function arrowFrom(x: number, from: number, to: number): readonly Mark[] {
  return [
    { kind: 'line', role: 'limit', x1: x - 6, y1: from, x2: x + 6, y2: from },
    { kind: 'line', role: 'limit', x1: x, y1: from, x2: x, y2: to },
    { kind: 'arrow', role: 'limit', x, y: to, isUp: to < from },
  ];
}

/** Names of epochs in the first row where they do not lie upon another; those of a crowd are left to the table. */
function labelsOf(drawn: readonly Drawn[], x: Scale, { top }: Plot): readonly Mark[] {
  const ends = Array.from({ length: LABEL_ROWS }, () => Number.NEGATIVE_INFINITY);
  return drawn.flatMap(({ epoch, at: date }): Mark[] => {
    const text = epoch;
    const half = (7 * text.length) / 2 + 3;
    const at = x(date);
    const row = ends.findIndex((end) => end <= at - half);
    if (row === -1) return [];
    ends[row] = at + half;
    const y = top - 8 - row * ROW_HEIGHT;
    return [
      { kind: 'line', role: 'axis', x1: at, y1: top - 4, x2: at, y2: top },
      { kind: 'text', role: 'label', x: at, y, text, anchor: 'middle' },
    ];
  });
}

function activeMarks(
  places: CurveChart['places'],
  active: number | null,
  { top, bottom }: Plot,
): readonly Mark[] {
  const place = places.find(({ point }) => point === active);
  if (place === undefined) return [];
  const { x, y } = place;
  return [
    { kind: 'line', role: 'axis', x1: x, y1: top, x2: x, y2: bottom },
    { kind: 'ring', role: 'active', x, y, r: 7 },
  ];
}

/** The place nearest to a pixel column, if it is near enough to be meant. */
export function placeNear(places: CurveChart['places'], x: number): number | null {
  const nearest = places.toSorted((a, b) => Math.abs(a.x - x) - Math.abs(b.x - x))[0];
  return nearest !== undefined && Math.abs(nearest.x - x) <= 24 ? nearest.point : null;
}
