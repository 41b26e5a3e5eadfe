import { FIRST_HEADER_BYTES } from '#shared/fits/find-image.ts';
import { TYPICAL_BYTES } from '#shared/plan/estimate-bytes.ts';
import type { Source } from '#shared/sources/source.ts';
import type { ChosenImage } from './choose-images.ts';

/** What cutouts cost before their headers are known: about as many calls and bytes. */
export interface CutoutCost {
  readonly calls: number;
  readonly bytes: number;
  /** Bytes of the whole files. */
  readonly wholeBytes: number;
}

const PIXEL_DEG = 2.5 / 3600;
const PIXEL_BYTES = 4;

/** Estimated for square images with the survey's pixels: a header for each, and the rows that hold the sources. */
export function estimateCost(
  images: readonly ChosenImage[],
  sources: readonly Source[],
  sizeDeg: number,
): CutoutCost {
  let [calls, bytes, wholeBytes] = [0, 0, 0];
  for (const image of images) {
    const whole = image.bytes ?? TYPICAL_BYTES.image;
    const rows = Math.sqrt(whole / PIXEL_BYTES);
    const bands = mergedBands(
      image.sources.map((source) => sources[source]!.decDeg),
      sizeDeg,
    );
    const neededRows = bands.reduce((sum, band) => sum + band / PIXEL_DEG, 0);
    calls += 1 + bands.length;
    bytes += Math.min(whole, FIRST_HEADER_BYTES + Math.min(rows, neededRows) * rows * PIXEL_BYTES);
    wholeBytes += whole;
  }
  return { calls, bytes, wholeBytes };
}

/** Heights of the bands of declination that hold all boxes, degrees. */
function mergedBands(decs: readonly number[], sizeDeg: number): readonly number[] {
  const bands: { from: number; to: number }[] = [];
  for (const dec of decs.toSorted((a, b) => a - b)) {
    const last = bands.at(-1);
    if (last !== undefined && dec - sizeDeg / 2 <= last.to) last.to = dec + sizeDeg / 2;
    else bands.push({ from: dec - sizeDeg / 2, to: dec + sizeDeg / 2 });
  }
  return bands.map(({ from, to }) => to - from);
}
