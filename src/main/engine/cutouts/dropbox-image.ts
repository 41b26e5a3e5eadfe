import { AppError } from '#shared/errors/app-error.ts';
import { FIRST_HEADER_BYTES } from '#shared/fits/find-image.ts';
import type { HeaderStore, ImageBytes, KnownHeader } from './image-bytes.ts';
import { inPieces } from './in-pieces.ts';
import { keptHeader } from './kept-header.ts';
import type { RangeReader } from './range-reader.ts';
import { searchHeader } from './search-header.ts';

export interface DropboxImageDeps {
  readonly reader: RangeReader;
  readonly headers: HeaderStore;
}

/** 50 ms of a connection of 20 MB/s. */
export const CALL_COST_BYTES = 1_000_000;

/** An image in the shared folder. A header that is kept costs no call. */
export function openDropboxImage(path: string, { reader, headers }: DropboxImageDeps): ImageBytes {
  let known: KnownHeader | null = null;

  const fetched = async (): Promise<KnownHeader> => {
    const first = await reader.read(path, { start: 0, end: FIRST_HEADER_BYTES }, null);
    const { rev, totalBytes } = first;
    if (totalBytes === null) {
      throw new AppError('api', `${path}: Dropbox did not tell the size of the file.`);
    }
    const header = await searchHeader(totalBytes, async (range) => {
      if (range.start === 0 && range.end <= first.data.length) return first.data;
      return (await reader.read(path, range, rev)).data;
    });
    headers.put(path, { rev, fileBytes: totalBytes, offset: header.offset, bytes: header.bytes });
    return { header, fileBytes: totalBytes, rev };
  };

  return {
    from: 'dropbox',
    callCostBytes: CALL_COST_BYTES,
    async header() {
      known ??= keptHeader(headers, path) ?? (await fetched());
      return known;
    },
    async read(ranges, onPiece) {
      if (known === null) throw new TypeError('The header comes before the rows.');
      const { rev } = known;
      for (const piece of ranges.flatMap((range) => inPieces(range))) {
        await reader.pieces(path, piece, rev, onPiece);
      }
    },
    forget() {
      known = null;
      headers.forget(path);
    },
    close: () => Promise.resolve(),
  };
}
