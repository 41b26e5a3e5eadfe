import {
  andNotBits,
  type Bitset,
  countBits,
  createBitset,
  forEachBit,
  hasBit,
  setBit,
} from '#shared/catalogue/bitset.ts';
import { byteOf } from '#shared/library/file-state.ts';
import type { Browsed } from '../ticks/browsed.ts';
import { tickFiles, withTicks } from '../ticks/tick-files.ts';
import type { Axes } from './axes.ts';
import type { Rectangle } from './span.ts';

/**
 * The files on view in a rectangle of cells.
 *
 * @param shown the rows of the axes in the order on the screen
 */
export function filesInside(
  { rows, epochs, cells }: Axes,
  { catalogue, onView }: Pick<Browsed, 'catalogue' | 'onView'>,
  shown: readonly number[],
  { firstRow, lastRow, firstColumn, lastColumn }: Rectangle,
): Bitset {
  const isWanted = new Uint8Array(rows.length);
  for (const row of shown.slice(firstRow, lastRow + 1)) isWanted[row] = 1;
  const files = createBitset(catalogue.length);
  forEachBit(onView, (file) => {
    const cell = cells[file]!;
    if (cell === -1) return;
    const column = cell % epochs.length;
    if (column < firstColumn || column > lastColumn) return;
    if (isWanted[Math.floor(cell / epochs.length)] === 1) setBit(files, file);
  });
  return files;
}

/** Ticks these files, or unticks them if all are ticked. */
export function toggleFiles(browsed: Browsed, files: Bitset): Browsed {
  const rest = countBits(andNotBits(files, browsed.ticks));
  return rest > 0
    ? tickFiles(browsed, files)
    : withTicks(browsed, andNotBits(browsed.ticks, files));
}

/**
 * Those of the files that are neither on disk nor in the queue. Among them are damaged files, and files on disk that no
 * hash verified and that Dropbox has replaced: a file on disk is known by its size, and the new one may have the same.
 *
 * @param changed files that the listing before had with another content; null if there is none
 */
export function missingFiles(
  files: Bitset,
  states: Uint8Array,
  changed: Bitset | null = null,
): Bitset {
  const missing = createBitset(files.length);
  const [listed, onDisk, damaged] = [byteOf('listed'), byteOf('on-disk'), byteOf('damaged')];
  forEachBit(files, (file) => {
    const state = states[file];
    const isOutdated = state === onDisk && changed !== null && hasBit(changed, file);
    if (state === listed || state === damaged || isOutdated) setBit(missing, file);
  });
  return missing;
}
