import type { ByteRange } from '#shared/fits/find-image.ts';

/** A range is read in pieces of at most this, so that memory does not grow with the ranges. */
const MAX_PIECE_BYTES = 16 * 1024 * 1024;

/** The pieces in which a range is read: a call each. */
export function inPieces({ start, end }: ByteRange): readonly ByteRange[] {
  const count = Math.ceil((end - start) / MAX_PIECE_BYTES);
  return Array.from({ length: count }, (_, piece) => ({
    start: start + piece * MAX_PIECE_BYTES,
    end: Math.min(end, start + (piece + 1) * MAX_PIECE_BYTES),
  }));
}
