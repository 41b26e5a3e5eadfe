import { galacticToIcrs } from '#shared/sky/frames.ts';
import {
  cosDeg,
  positionOf,
  RADIANS_PER_DEGREE,
  sinDeg,
  type SkyPosition,
  unitVectorOf,
  wrapDeg,
} from '#shared/sky/position.ts';
import type { Frame } from './sky-view.ts';

/** A line on the sky as x, y, z triples, with the angle that it stands for. */
export interface GridLine {
  readonly of: 'ra' | 'dec';
  readonly deg: number;
  readonly vectors: Float64Array;
}

/** Of the ecliptic at J2000, degrees. Source: IAU 2006. */
const OBLIQUITY_DEG = 23.439_279_4;

export const GALACTIC_PLANE = circle((deg) => galacticToIcrs({ lDeg: deg, bDeg: 0 }));
export const ECLIPTIC = circle((deg) =>
  positionOf([
    cosDeg(deg),
    sinDeg(deg) * cosDeg(OBLIQUITY_DEG),
    sinDeg(deg) * sinDeg(OBLIQUITY_DEG),
  ]),
);

/** Steps of a grid, coarse to fine: right ascensions in degrees (6 h to 10 s), declinations. */
const RA_STEPS = [90, 45, 30, 15, 7.5, 5, 2.5, 1.25, 0.5, 0.25, 0.125, 1 / 24];
const DEC_STEPS = [30, 15, 10, 5, 2, 1, 0.5, 1 / 3, 1 / 6, 1 / 12, 1 / 30];
/** The least distance of two lines, pixels. */
const MIN_GAP_PX = 84;
const SAMPLES = 72;

/** The finest of the steps whose lines are far enough apart. */
export function gridStep(steps: readonly number[], pixelsPerDegree: number): number {
  return steps.findLast((step) => step * pixelsPerDegree >= MIN_GAP_PX) ?? steps[0]!;
}

/** The lines of a grid that fits the scale, as far as the view reaches. */
export function gridLines(frame: Frame): readonly GridLine[] {
  const { view, size, scale, isPatch } = frame;
  const pixelsPerDegree = scale * RADIANS_PER_DEGREE;
  const reachDeg = isPatch ? Math.hypot(size.width, size.height) / 2 / pixelsPerDegree + 4 : 180;
  const south = Math.max(-90, view.decDeg - reachDeg);
  const north = Math.min(90, view.decDeg + reachDeg);
  const decs: readonly [number, number] = isPatch ? [south, north] : [-90, 90];
  const narrowest = Math.cos(
    Math.min(89, Math.max(Math.abs(decs[0]), Math.abs(decs[1]))) * RADIANS_PER_DEGREE,
  );
  // Near a pole every right ascension is in view.
  const halfRa = isPatch ? Math.min(180, reachDeg / Math.max(narrowest, 0.01)) : 180;
  const ras: readonly [number, number] = [view.raDeg - halfRa, view.raDeg + halfRa];
  const raStep = gridStep(
    RA_STEPS,
    pixelsPerDegree * Math.cos((isPatch ? view.decDeg : 0) * RADIANS_PER_DEGREE),
  );
  const decStep = gridStep(DEC_STEPS, pixelsPerDegree);
  const end = Math.min(89.999_9, decs[1]);
  return [
    ...multiples(raStep, halfRa >= 180 ? [0, 359.99] : ras).map((deg) => ({
      of: 'ra' as const,
      deg: wrapDeg(deg),
      vectors: line((part) => ({ raDeg: deg, decDeg: decs[0] + (end - decs[0]) * part })),
    })),
    ...multiples(decStep, decs).flatMap((deg) =>
      Math.abs(deg) > 89
        ? []
        : {
            of: 'dec' as const,
            deg,
            // A hair inside the edge, where either end would be at either side.
            vectors: line((part) => ({
              raDeg: ras[0] + 1e-6 + (ras[1] - ras[0] - 2e-6) * part,
              decDeg: deg,
            })),
          },
    ),
  ];
}

function multiples(step: number, [from, to]: readonly [number, number]): readonly number[] {
  const first = Math.ceil(from / step - 1e-9);
  const count = Math.max(0, Math.floor(to / step + 1e-9) - first + 1);
  return Array.from({ length: count }, (_, index) => (first + index) * step);
}

function line(at: (part: number) => SkyPosition): Float64Array {
  return vectorsOf(Array.from({ length: SAMPLES + 1 }, (_, index) => at(index / SAMPLES)));
}

function circle(at: (deg: number) => SkyPosition): Float64Array {
  return vectorsOf(Array.from({ length: 361 }, (_, deg) => at(deg)));
}

function vectorsOf(positions: readonly SkyPosition[]): Float64Array {
  return Float64Array.from(positions.flatMap((position) => [...unitVectorOf(position)]));
}
