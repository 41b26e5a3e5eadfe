import { FIRST_HEADER_BYTES } from '#shared/fits/find-image.ts';
import { wholeBlocks } from './plan-boxes.ts';

const PIXEL_DEG = 2.5 / 3600;
const PIXEL_BYTES = 4;
/** Of the survey's cutouts; their headers have four to six blocks. */
const CUTOUT_HEADER_BYTES = 17_280;

/** What the cutouts of an image cost as long as its header is not known. */
export interface EstimatedCost {
  readonly calls: number;
  readonly bytes: number;
  /** Bytes of the cutouts' files. */
  readonly outputBytes: number;
}

/**
 * Estimated for a square image with the survey's pixels: its header, and the rows that hold the boxes.
 *
 * @param decs declinations of the boxes' centres, degrees
 * @param wholeBytes bytes of the image's file
 */
export function estimateImage(
  decs: readonly number[],
  sizeDeg: number,
  wholeBytes: number,
): EstimatedCost {
  const rows = Math.sqrt(wholeBytes / PIXEL_BYTES);
  const bands = mergedBands(decs, sizeDeg);
  const needed = bands.reduce((sum, band) => sum + band / PIXEL_DEG, 0);
  const rowBytes = Math.min(rows, needed) * rows * PIXEL_BYTES;
  const side = Math.max(1, Math.round(sizeDeg / PIXEL_DEG));
  return {
    calls: 1 + bands.length,
    bytes: Math.round(Math.min(wholeBytes, FIRST_HEADER_BYTES + rowBytes)),
    outputBytes: decs.length * (CUTOUT_HEADER_BYTES + wholeBlocks(side * side * PIXEL_BYTES)),
  };
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
