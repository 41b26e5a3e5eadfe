import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { errnoOf, mapDiskError } from '#main/system/disk/disk-error.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ByteRange } from '#shared/fits/find-image.ts';
import { forEachAtOnce } from './for-each-at-once.ts';
import type { ImageBytes } from './image-bytes.ts';
import { inPieces } from './in-pieces.ts';
import { searchHeader } from './search-header.ts';

/** A gap between rows that is read along with them: another read costs about as much. */
const CALL_COST_BYTES = 16 * 1024;
const READ_AT_ONCE = 16;
const MAX_READ_BYTES = 1024 * 1024;

const NOT_THERE: ReadonlySet<string | null> = new Set(['ENOENT', 'ENOTDIR', 'EISDIR']);

/** An image that lies on this disk, or null where there is no such file. Throws AppError. */
export async function openDiskImage(file: string): Promise<ImageBytes | null> {
  try {
    // A pipe of that name must not hold a thread until somebody writes to it.
    const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const found = await handle.stat();
    if (!found.isFile()) {
      await handle.close();
      return null;
    }
    const fileBytes = found.size;
    const read = async ({ start, end }: ByteRange): Promise<Uint8Array> => {
      const into = new Uint8Array(Math.max(0, end - start));
      let at = 0;
      while (at < into.length) {
        const { bytesRead } = await handle.read(into, at, into.length - at, start + at);
        if (bytesRead === 0) break;
        at += bytesRead;
      }
      return into.subarray(0, at);
    };
    return {
      from: 'disk',
      callCostBytes: CALL_COST_BYTES,
      async header() {
        return { header: await searchHeader(fileBytes, read), fileBytes, rev: null };
      },
      async read(ranges, onPiece) {
        const pieces = ranges.flatMap((range) => inPieces(range, MAX_READ_BYTES));
        await forEachAtOnce(pieces, READ_AT_ONCE, async (piece) => {
          const bytes = await read(piece);
          if (bytes.length !== piece.end - piece.start) {
            throw new AppError('bad-input', `${file} is shorter than it was when it was opened.`);
          }
          onPiece(piece.start, bytes);
        });
      },
      forget: () => undefined,
      close: () => handle.close(),
    };
  } catch (error) {
    if (NOT_THERE.has(errnoOf(error))) return null;
    throw mapDiskError(error, file);
  }
}
