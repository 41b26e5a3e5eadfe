/**
 * What this computer has of a file. Of several that hold, the last in this order: a damaged file that waits for its
 * repair is `damaged`.
 *
 * - `listed`: nothing.
 * - `queued`: it is in the queue, and not on disk yet; a paused file, too.
 * - `on-disk`: it is there with the listed size.
 * - `verified`: it is there, and the last verification, or a repair since, found its hash right.
 * - `damaged`: the last verification found another hash or size, or could not read it.
 */
export type FileState = (typeof FILE_STATES)[number];

/** A state as a byte is its index here. */
export const FILE_STATES = ['listed', 'queued', 'on-disk', 'verified', 'damaged'] as const;

/** The byte of a state. */
export function byteOf(state: FileState): number {
  return FILE_STATES.indexOf(state);
}
