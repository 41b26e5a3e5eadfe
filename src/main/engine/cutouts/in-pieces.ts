import type { ByteRange } from '#shared/fits/find-image.ts';

/** A call asks for at most this, so that a broken connection costs no more. */
const MAX_PIECE_BYTES = 32 * 1024 * 1024;

/** The pieces in which a range is read: a call each. */
export function inPieces(
  { start, end }: ByteRange,
  maxBytes = MAX_PIECE_BYTES,
): readonly ByteRange[] {
  const count = Math.ceil((end - start) / maxBytes);
  return Array.from({ length: count }, (_, piece) => ({
    start: start + piece * maxBytes,
    end: Math.min(end, start + (piece + 1) * maxBytes),
  }));
}
