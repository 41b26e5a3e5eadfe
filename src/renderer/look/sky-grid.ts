import { formatDec, formatRa } from '#shared/sky/format-angle.ts';
import { cosDeg, type SkyPosition, wrapDeg } from '#shared/sky/position.ts';
import type { ImageSky } from './sky-image.ts';
import { type Frame, type Point, toImage, toScreen } from './viewport.ts';

/** A line of equal right ascension or declination, as points on the canvas; null where it has none. */
export interface GridLine {
  readonly of: 'ra' | 'dec';
  readonly label: string;
  readonly points: readonly (Point | null)[];
}

/** Steps of declinations, seconds of arc; of right ascensions, seconds of time. */
const DEC_STEPS = [
  0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 18_000, 36_000,
];
const RA_STEPS = [
  0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 3600, 7200, 21_600,
];
/** The least distance of two lines, CSS pixels. */
const MIN_GAP_PX = 110;
const SAMPLES = 24;
/** Points along each side of the canvas by which its part of the sky is found. */
const EDGE_SAMPLES = 8;

interface Extent {
  readonly centre: SkyPosition;
  /** Right ascensions as offsets from the centre's, so that 0 h is no edge. */
  readonly east: readonly [number, number];
  readonly dec: readonly [number, number];
}

/** The lines of a grid that fits the scale; none where the canvas shows no sky. */
export function gridOf(frame: Frame, sky: ImageSky): readonly GridLine[] {
  const extent = extentOf(frame, sky);
  if (extent === null) return [];
  const { centre, east, dec } = extent;
  const secondPx = frame.view.scale / (sky.pixelDeg * 3600);
  const decStep = stepOf(DEC_STEPS, secondPx) / 3600;
  const raSeconds = stepOf(RA_STEPS, secondPx * 15 * Math.max(0.02, cosDeg(centre.decDeg)));
  const raStep = (raSeconds * 15) / 3600;
  const at = (raDeg: number, decDeg: number): Point | null => {
    const pixel = sky.toPixel({ raDeg: wrapDeg(raDeg), decDeg });
    return pixel && toScreen(frame, pixel);
  };
  const between = ([from, to]: readonly [number, number], part: number): number =>
    from + (to - from) * part;
  const parts = Array.from({ length: SAMPLES + 1 }, (_, index) => index / SAMPLES);
  const ras = multiples(raStep, [centre.raDeg + east[0], centre.raDeg + east[1]]);
  return [
    ...ras.map(
      (raDeg): GridLine => ({
        of: 'ra',
        label: raLabel(raDeg, raSeconds),
        points: parts.map((part) => at(raDeg, between(dec, part))),
      }),
    ),
    ...multiples(decStep, dec).map(
      (decDeg): GridLine => ({
        of: 'dec',
        label: decLabel(decDeg, decStep),
        points: parts.map((part) => at(centre.raDeg + between(east, part), decDeg)),
      }),
    ),
  ];
}

/** The part of the sky on the canvas, a little widened; null where there is none, or it goes around a pole. */
function extentOf(frame: Frame, sky: ImageSky): Extent | null {
  const { width, height } = frame.size;
  const centre = sky.toSky(frame.view);
  if (centre === null) return null;
  const edge: Point[] = [];
  for (let index = 0; index <= EDGE_SAMPLES; index += 1) {
    const part = index / EDGE_SAMPLES;
    edge.push({ x: part * width, y: 0 }, { x: part * width, y: height });
    edge.push({ x: 0, y: part * height }, { x: width, y: part * height });
  }
  const seen = edge.flatMap((point) => sky.toSky(toImage(frame, point)) ?? []);
  if (seen.length === 0) return null;
  const offsets = seen.map(({ raDeg }) => wrapDeg(raDeg - centre.raDeg + 180) - 180);
  const decs = [centre.decDeg, ...seen.map(({ decDeg }) => decDeg)];
  const east = [Math.min(0, ...offsets), Math.max(0, ...offsets)] as const;
  if (east[1] - east[0] > 170) return null;
  const dec = [Math.min(...decs), Math.max(...decs)] as const;
  const [ra, height2] = [(east[1] - east[0]) * 0.02, (dec[1] - dec[0]) * 0.02];
  return {
    centre,
    east: [east[0] - ra, east[1] + ra],
    dec: [Math.max(-90, dec[0] - height2), Math.min(90, dec[1] + height2)],
  };
}

function stepOf(steps: readonly number[], pixelsPerSecond: number): number {
  return steps.find((step) => step * pixelsPerSecond >= MIN_GAP_PX) ?? steps.at(-1)!;
}

function multiples(step: number, [from, to]: readonly [number, number]): readonly number[] {
  const first = Math.ceil(from / step - 1e-9);
  const count = Math.max(0, Math.floor(to / step + 1e-9) - first + 1);
  return Array.from({ length: Math.min(count, 60) }, (_, index) => (first + index) * step);
}

/** Without what is the same for all: seconds of a step of minutes. */
function raLabel(raDeg: number, stepSeconds: number): string {
  const decimals = stepSeconds >= 1 ? 0 : stepSeconds >= 0.1 ? 1 : 2;
  const text = formatRa(raDeg, { decimals, style: 'letters' });
  return stepSeconds >= 60 ? text.replace(/\d\ds$/, '') : text;
}

function decLabel(decDeg: number, stepDeg: number): string {
  const text = formatDec(decDeg, { decimals: stepDeg * 3600 >= 1 ? 0 : 1, style: 'letters' });
  const [, degrees = '', minutes = '', seconds = ''] = /^(.*)d(.*)m(.*)s$/.exec(text) ?? [];
  if (stepDeg >= 1) return `${degrees}°`;
  return stepDeg * 60 >= 1 ? `${degrees}°${minutes}′` : `${degrees}°${minutes}′${seconds}″`;
}

/** Unit vectors on the canvas towards north and east at its middle; null where there is no sky. */
export function compassOf(
  frame: Frame,
  sky: ImageSky,
): { readonly north: Point; readonly east: Point } | null {
  const centre = sky.toSky(frame.view);
  if (centre === null) return null;
  const step = Math.min(sky.pixelDeg, 0.01);
  const towards = (position: SkyPosition): Point | null => {
    const pixel = sky.toPixel(position);
    if (pixel === null) return null;
    const [dx, dy] = [pixel.x - frame.view.x, frame.view.y - pixel.y];
    const length = Math.hypot(dx, dy);
    return length === 0 ? null : { x: dx / length, y: dy / length };
  };
  // At a pole there is no more north.
  const isTop = centre.decDeg + step > 90;
  const north = towards({ ...centre, decDeg: centre.decDeg + (isTop ? -step : step) });
  const east = towards({
    ...centre,
    raDeg: wrapDeg(centre.raDeg + step / Math.max(1e-6, cosDeg(centre.decDeg))),
  });
  if (north === null || east === null) return null;
  return { north: isTop ? { x: -north.x, y: -north.y } : north, east };
}
