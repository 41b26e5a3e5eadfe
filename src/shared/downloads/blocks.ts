/**
 * Dropbox hashes content in blocks of 4 MiB, so a block is the unit of transfer, hashing and resume.
 * Source: Dropbox's definition of content_hash.
 */
export const BLOCK_BYTES = 4 * 1024 * 1024;

/** How many blocks a file of `size` bytes has; an empty file has none. */
export function blockCount(size: number): number {
  return Math.ceil(size / BLOCK_BYTES);
}

/** Bytes in block `index` of a file of `size` bytes: the last may be short. */
export function blockLength(size: number, index: number): number {
  return Math.min(BLOCK_BYTES, size - index * BLOCK_BYTES);
}

/** A run of neighbouring blocks: `first` is in it, `end` is not. */
export interface BlockRun {
  readonly first: number;
  readonly end: number;
}

/** The first run of blocks that are still missing, or null if none is. `isDone` is asked by block index. */
export function firstMissingRun(
  count: number,
  isDone: (index: number) => boolean,
): BlockRun | null {
  let first = 0;
  while (first < count && isDone(first)) first += 1;
  if (first === count) return null;
  let end = first + 1;
  while (end < count && !isDone(end)) end += 1;
  return { first, end };
}
