import { createHash } from 'node:crypto';
import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';
import { wholeRecords } from '../products/fits.ts';
import type { LargeImage } from '../products/large-image.ts';
import { contentHashOfDigests } from './content-hash.ts';
import type { FileContent } from './file-content.ts';

/** Rows that are made at a time; a row of the survey's images has 43 KB. */
const CHUNK_BYTES = 256 * 1024;

/**
 * A FITS file whose rows are made for the range that is read. Its content_hash needs every row once: a second or two
 * for an image at the survey's scale, so it is worked out when it is asked for.
 */
export function rowsContent({ header, rows }: LargeImage): FileContent {
  const { width } = rows;
  const rowBytes = width * 4;
  const dataEnd = header.length + width * rowBytes;
  const size = header.length + wholeRecords(width * rowBytes);
  const rowsAtOnce = Math.max(1, Math.floor(CHUNK_BYTES / rowBytes));

  function* read(start: number, end: number): Generator<Uint8Array> {
    if (start < header.length) yield header.subarray(start, Math.min(end, header.length));
    let position = Math.max(start, header.length);
    while (position < Math.min(end, dataEnd)) {
      const first = Math.floor((position - header.length) / rowBytes);
      const last = Math.min(width, first + rowsAtOnce, Math.ceil((end - header.length) / rowBytes));
      const chunkStart = header.length + first * rowBytes;
      const chunk = makeRows(first, last).subarray(position - chunkStart, end - chunkStart);
      yield chunk;
      position += chunk.length;
    }
    if (end > dataEnd) yield new Uint8Array(end - Math.max(position, start));
  }

  /** Each chunk is a buffer of its own: a slow reader may still hold the one before. */
  const makeRows = (first: number, last: number): Buffer => {
    const pixels = new Float32Array((last - first) * width);
    for (let y = first; y < last; y += 1) {
      rows.fillRow(pixels.subarray((y - first) * width, (y - first + 1) * width), y);
    }
    // FITS is big-endian; every machine this runs on is little-endian.
    return Buffer.from(pixels.buffer).swap32();
  };

  function* digests(): Generator<Uint8Array> {
    for (let start = 0; start < size; start += BLOCK_BYTES) {
      const hash = createHash('sha256');
      for (const chunk of read(start, Math.min(size, start + BLOCK_BYTES))) hash.update(chunk);
      yield hash.digest();
    }
  }

  let known: string | null = null;
  return {
    size,
    keptBytes: header.length,
    read,
    contentHash: () => (known ??= contentHashOfDigests(digests())),
  };
}
