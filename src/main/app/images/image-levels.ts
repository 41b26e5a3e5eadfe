import { setImmediate as nextTurn } from 'node:timers/promises';
import { AppError } from '#shared/errors/app-error.ts';
import { addValues, createHistogram, type Histogram } from '#shared/image/histogram.ts';
import { createBlockMeans, halve } from '#shared/image/pyramid.ts';
import { sizeAt, topLevel } from '#shared/image/tiles.ts';
import type { ImageFile } from './image-file.ts';

/** The means of an image's blocks at the levels from `base` on, and how often each value occurs. */
export interface ImageLevels {
  readonly base: number;
  /** Means of the whole image at a level from `base` to the top one. */
  readonly means: readonly Float32Array[];
  readonly histogram: Histogram;
}

/** Lower levels are read from the file as they are asked for: two images in memory should have 200 MB at most. */
const MAX_BYTES = 96 * 1024 * 1024;
/** Read before other calls get their turn: some ten milliseconds of work. */
const CHUNK_BYTES = 2 * 1024 * 1024;

/** The lowest level whose means, with all above, may stay in memory. */
export function baseLevel({ width, height }: Pick<ImageFile, 'width' | 'height'>): number {
  let level = 1;
  while ((width * height * 4 * 4) / 3 / 4 ** level > MAX_BYTES) level += 1;
  return Math.min(level, topLevel({ width, height }));
}

/** Reads the whole image once. @param signal ends it; rejects with the signal's reason */
export async function readLevels(file: ImageFile, signal: AbortSignal): Promise<ImageLevels> {
  const { width, height } = file;
  const base = baseLevel(file);
  const histogram = createHistogram();
  const blocks = createBlockMeans(width, height, 2 ** base);
  const rowsAtOnce = Math.max(1, Math.floor(CHUNK_BYTES / (width * file.image.pixelBytes)));
  for (let y = 0; y < height; y += rowsAtOnce) {
    if (signal.aborted) throw new AppError('cancelled', 'The image was closed.');
    const count = Math.min(rowsAtOnce, height - y);
    const rows = file.readRows(y, count);
    addValues(histogram, rows);
    for (let row = 0; row < count; row += 1) {
      blocks.addRow(rows.subarray(row * width, (row + 1) * width));
    }
    await nextTurn();
  }
  const means = [blocks.means];
  for (let level = base; level < topLevel(file); level += 1) {
    const size = sizeAt(file, level);
    means.push(halve(means.at(-1)!, size.width, size.height));
    await nextTurn();
  }
  return { base, means, histogram };
}
