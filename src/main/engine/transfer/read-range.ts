import { isCut } from '#main/engine/wire/wire-error.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { replaced, tooFewBytes, tooManyBytes } from './check-answer.ts';
import type { FileSource } from './file-source.ts';

export interface RangeRequest {
  readonly path: string;
  /** The revision that the range must be of. */
  readonly rev: string;
  readonly offset: number;
  /** Takes the range, all of it: at least one byte. Holds nothing of use where the call rejects. */
  readonly into: Uint8Array;
  readonly signal: AbortSignal;
}

/**
 * Brings a range of a file into memory of the caller's, within the limits of `source`. An answer that is the whole
 * file, another range, or of a revision that is another or not told is never read: AppError `range-refused` or
 * `file-changed`. Throws AppError.
 */
export async function readRange(
  source: Pick<FileSource, 'openFile' | 'mapBodyError'>,
  { path, rev, offset, into, signal }: RangeRequest,
): Promise<void> {
  const { body, isWhole, ...answer } = await source.openFile({
    path,
    offset,
    length: into.length,
    signal,
  });
  let bytes = 0;
  try {
    if (isWhole || answer.offset !== offset) {
      throw new AppError('range-refused', `${path}: another part of the file came than asked for.`);
    }
    if (answer.rev !== rev) throw replaced(path);
    await body.readInto({
      space() {
        if (bytes >= into.length) throw tooManyBytes(path, into.length);
        return into.subarray(bytes);
      },
      landed(count) {
        bytes += count;
        return 'more';
      },
      whenSpace: () => Promise.resolve(),
    });
    if (bytes < into.length) throw tooFewBytes(path, into.length, bytes);
  } catch (error) {
    throw isCut(error) ? tooFewBytes(path, into.length, bytes) : source.mapBodyError(error);
  } finally {
    body.destroy();
  }
}
