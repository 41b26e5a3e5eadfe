import { isCut } from '#main/engine/wire/wire-error.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { formatBytes } from '#shared/format/quantities.ts';
import { replaced, tooFewBytes, tooManyBytes } from './check-answer.ts';
import type { FileSource } from './file-source.ts';

interface RangeAsked {
  readonly path: string;
  /** The revision that the range must be of; null for the first range of a file, whichever revision it has. */
  readonly rev: string | null;
  readonly offset: number;
  /** Whether the range may reach beyond the file's end. @default false */
  readonly mayEndEarly?: boolean;
  readonly signal: AbortSignal;
  /** Hears of bytes as they come, also where the call rejects later. */
  readonly onBytes?: (count: number) => void;
}

export interface RangeRequest extends RangeAsked {
  /** Takes the range: at least one byte. Holds nothing of use where the call rejects. */
  readonly into: Uint8Array;
}

export interface PiecesRequest extends RangeAsked {
  /** Bytes of the range: at least one. */
  readonly length: number;
  /** Memory for one piece after the other. */
  readonly scratch: Uint8Array;
  /** Takes a piece before its memory is used again; `at` is where it begins in the file, bytes. */
  readonly onPiece: (at: number, piece: Uint8Array) => void;
}

export interface RangeRead {
  readonly rev: string;
  /** Bytes of the whole file; null where the answer does not have them. */
  readonly totalBytes: number | null;
  /** Bytes that were read: all of `into`, unless the file ends before. */
  readonly bytes: number;
}

/** The answer to a range was the whole file: any further range costs a whole file, too. */
export class WholeFileSent extends AppError {
  constructor(path: string, totalBytes: number | null) {
    const size = totalBytes === null ? '' : ` of ${formatBytes(totalBytes)}`;
    super(
      'range-refused',
      `${path}: the whole file${size} was sent where a part was asked for, so each part would cost a whole file. The answer was stopped. ` +
        'A proxy may remove ranges: try without it, or download whole files.',
    );
  }
}

/**
 * Brings a range of a file into memory of the caller's, within the limits of `source`. An answer that is the whole
 * file, another range, or of a revision that is another or not told is never read: {@link WholeFileSent}, AppError
 * `range-refused` or `file-changed`. Throws AppError.
 */
export async function readRange(
  source: Pick<FileSource, 'openFile' | 'mapBodyError'>,
  { into, ...asked }: RangeRequest,
): Promise<RangeRead> {
  return await receive(source, asked, into.length, {
    space: (done, expected) => into.subarray(done, expected),
    landed: () => undefined,
  });
}

/**
 * As {@link readRange}, piece by piece, so that memory does not grow with the range. Where the call rejects, some pieces
 * may have been handed over.
 */
export async function readPieces(
  source: Pick<FileSource, 'openFile' | 'mapBodyError'>,
  { length, scratch, onPiece, ...asked }: PiecesRequest,
): Promise<RangeRead> {
  return await receive(source, asked, length, {
    space: (done, expected) => scratch.subarray(0, Math.min(scratch.length, expected - done)),
    landed: (done, count) => onPiece(asked.offset + done, scratch.subarray(0, count)),
  });
}

interface Receiver {
  /** Memory for the next bytes, after the first `done` of `expected`. */
  space(done: number, expected: number): Uint8Array;
  /** The next `count` bytes after the first `done` stand there. */
  landed(done: number, count: number): void;
}

async function receive(
  source: Pick<FileSource, 'openFile' | 'mapBodyError'>,
  { path, rev, offset, mayEndEarly = false, signal, onBytes }: RangeAsked,
  length: number,
  receiver: Receiver,
): Promise<RangeRead> {
  const { body, isWhole, ...answer } = await source.openFile({ path, offset, length, signal });
  const { totalBytes } = answer;
  const expected =
    mayEndEarly && totalBytes !== null
      ? Math.min(length, Math.max(0, totalBytes - offset))
      : length;
  let bytes = 0;
  try {
    if (isWhole) throw new WholeFileSent(path, totalBytes);
    if (answer.offset !== offset) {
      throw new AppError('range-refused', `${path}: another part of the file came than asked for.`);
    }
    if (answer.rev === null || (rev !== null && answer.rev !== rev)) throw replaced(path);
    await body.readInto({
      space() {
        if (bytes >= expected) throw tooManyBytes(path, expected);
        return receiver.space(bytes, expected);
      },
      landed(count) {
        receiver.landed(bytes, count);
        bytes += count;
        onBytes?.(count);
        return 'more';
      },
      whenSpace: () => Promise.resolve(),
    });
    if (bytes < expected) throw tooFewBytes(path, expected, bytes);
    return { rev: answer.rev, totalBytes, bytes };
  } catch (error) {
    throw isCut(error) ? tooFewBytes(path, expected, bytes) : source.mapBodyError(error);
  } finally {
    body.destroy();
  }
}
