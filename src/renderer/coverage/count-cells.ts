import { type Bitset, forEachBit, hasBit } from '#shared/catalogue/bitset.ts';
import { byteOf } from '#shared/library/file-state.ts';
import type { Axes } from './axes.ts';

/** Files of a cell, or of several. The first includes all others; each is a number of files. */
export interface Counts {
  readonly files: number;
  readonly ticked: number;
  readonly queued: number;
  /** Verified files included. */
  readonly onDisk: number;
  readonly verified: number;
  readonly damaged: number;
}

export type CountName = keyof Counts;

export const COUNT_NAMES: readonly CountName[] = [
  'files',
  'ticked',
  'queued',
  'onDisk',
  'verified',
  'damaged',
];

/** The counts of a matrix as columns. Each cell is counted, and at the edges the rows, the columns and all cells. */
export interface CellCounts {
  readonly rows: number;
  readonly columns: number;
  /** Of each count `(rows + 1) * (columns + 1)` numbers: the last row and the last column are totals. */
  readonly counts: Readonly<Record<CountName, Uint32Array>>;
}

const QUEUED = byteOf('queued');
const ON_DISK = byteOf('on-disk');
const VERIFIED = byteOf('verified');
const DAMAGED = byteOf('damaged');

/**
 * Counts the files on view by cell and state.
 *
 * @param states one byte per row of the catalogue, an index of FILE_STATES
 */
export function countCells(
  { rows, epochs, cells }: Axes,
  onView: Bitset,
  ticks: Bitset,
  states: Uint8Array,
): CellCounts {
  const columns = epochs.length;
  const width = columns + 1;
  const empty = (): Uint32Array => new Uint32Array((rows.length + 1) * width);
  const counts: Record<CountName, Uint32Array> = {
    files: empty(),
    ticked: empty(),
    queued: empty(),
    onDisk: empty(),
    verified: empty(),
    damaged: empty(),
  };
  forEachBit(onView, (file) => {
    const cell = cells[file]!;
    if (cell === -1) return;
    const at = Math.floor(cell / columns) * width + (cell % columns);
    const state = states[file]!;
    counts.files[at]! += 1;
    if (hasBit(ticks, file)) counts.ticked[at]! += 1;
    if (state === QUEUED) counts.queued[at]! += 1;
    if (state === ON_DISK || state === VERIFIED) counts.onDisk[at]! += 1;
    if (state === VERIFIED) counts.verified[at]! += 1;
    if (state === DAMAGED) counts.damaged[at]! += 1;
  });
  for (const each of Object.values(counts)) addEdges(each, rows.length, columns);
  return { rows: rows.length, columns, counts };
}

function addEdges(counts: Uint32Array, rows: number, columns: number): void {
  const width = columns + 1;
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const count = counts[row * width + column]!;
      counts[row * width + columns]! += count;
      counts[rows * width + column]! += count;
      counts[rows * width + columns]! += count;
    }
  }
}

/** The counts of a cell. `row` may be the number of rows, `column` that of columns: these are the totals. */
export function countsAt({ columns, counts }: CellCounts, row: number, column: number): Counts {
  const at = row * (columns + 1) + column;
  return {
    files: counts.files[at]!,
    ticked: counts.ticked[at]!,
    queued: counts.queued[at]!,
    onDisk: counts.onDisk[at]!,
    verified: counts.verified[at]!,
    damaged: counts.damaged[at]!,
  };
}

/** Whether a row has the same counts in two matrices, its total included. */
export function hasSameCounts(a: CellCounts, b: CellCounts, row: number): boolean {
  if (a === b) return true;
  if (a.columns !== b.columns) return false;
  const width = a.columns + 1;
  return COUNT_NAMES.every((name) => {
    const [before, after] = [a.counts[name], b.counts[name]];
    for (let at = row * width; at < (row + 1) * width; at += 1) {
      if (before[at] !== after[at]) return false;
    }
    return true;
  });
}

/** The sum of several counts. */
export function sumCounts(all: Iterable<Counts>): Counts {
  const sum = { files: 0, ticked: 0, queued: 0, onDisk: 0, verified: 0, damaged: 0 };
  for (const counts of all) {
    sum.files += counts.files;
    sum.ticked += counts.ticked;
    sum.queued += counts.queued;
    sum.onDisk += counts.onDisk;
    sum.verified += counts.verified;
    sum.damaged += counts.damaged;
  }
  return sum;
}
