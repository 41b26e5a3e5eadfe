import type { FileSource } from '#main/engine/transfer/file-source.ts';
import {
  readPieces,
  readRange,
  type RangeRead,
  WholeFileSent,
} from '#main/engine/transfer/read-range.ts';
import type { Clock } from '#main/system/time/clock.ts';
import { AppError, type ErrorCode } from '#shared/errors/app-error.ts';
import type { ByteRange } from '#shared/fits/find-image.ts';
import { createCallSlots } from './call-slots.ts';
import { createRangeProof } from './range-proof.ts';

/** Reads ranges of the shared folder's files, and tries again after passing troubles. */
export interface RangeReader {
  /**
   * @param rev the revision that the range must be of, null for whichever it is
   * @throws AppError; `file-changed` for another revision
   */
  read(
    path: string,
    range: ByteRange,
    rev: string | null,
  ): Promise<RangeRead & { readonly data: Uint8Array }>;
  /**
   * The same, piece by piece; `at` is where a piece begins in the file, bytes. Its memory is used again. After a trouble
   * the pieces come once more from the start.
   */
  pieces(
    path: string,
    range: ByteRange,
    rev: string | null,
    onPiece: (at: number, piece: Uint8Array) => void,
  ): Promise<RangeRead>;
  /** What Dropbox sent so far, broken answers included. */
  readonly bytes: number;
  readonly calls: number;
}

export interface RangeReaderDeps {
  /** Within the limits of speed and day. */
  readonly source: Pick<FileSource, 'openFile' | 'mapBodyError'>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Whether the byte budget of the day is used up: waiting would take hours. */
  readonly isUsedUp: () => boolean;
}

/** Troubles that pass. A 429 pauses the gate, so the next attempt waits as long as Dropbox asked. */
const PASSING: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'network',
  'stalled',
  'server-error',
  'rate-limited',
  'corrupt',
]);
/** The most that the survey's documentation allows; the gate may hold some of them back. */
const PARALLEL_CALLS = 6;
/** Of one piece: several reads of a socket. */
const SCRATCH_BYTES = 256 * 1024;
const DELAYS_MS = [500, 1_000, 2_000, 4_000, 8_000];

export function createRangeReader({
  source,
  clock,
  signal,
  isUsedUp,
}: RangeReaderDeps): RangeReader {
  let bytes = 0;
  let calls = 0;
  const onBytes = (count: number): void => {
    bytes += count;
  };
  const proof = createRangeProof();
  const slots = createCallSlots(PARALLEL_CALLS);
  /** Memory for pieces that no call uses now. */
  const idle: Uint8Array[] = [];

  const persist = async (call: () => Promise<RangeRead>): Promise<RangeRead> => {
    for (let attempt = 0; ; attempt += 1) {
      signal.throwIfAborted();
      try {
        return await slots.run(() =>
          proof.run(() => {
            calls += 1;
            return call();
          }),
        );
      } catch (error) {
        signal.throwIfAborted();
        const isPassing = passes(error, attempt);
        const delayMs = DELAYS_MS[attempt];
        if (!isPassing || delayMs === undefined || isUsedUp()) throw error;
        await clock.delay(delayMs, signal);
      }
    }
  };

  return {
    get bytes() {
      return bytes;
    },
    get calls() {
      return calls;
    },
    async read(path, { start, end }, rev) {
      const into = new Uint8Array(end - start);
      const request = {
        path,
        rev,
        offset: start,
        into,
        mayEndEarly: rev === null,
        signal,
        onBytes,
      };
      const read = await persist(() => readRange(source, request));
      return { ...read, data: into.subarray(0, read.bytes) };
    },
    async pieces(path, { start, end }, rev, onPiece) {
      const scratch = idle.pop() ?? new Uint8Array(SCRATCH_BYTES);
      const of = { path, rev, offset: start, length: end - start };
      const request = { ...of, scratch, onPiece, signal, onBytes };
      try {
        return await persist(() => readPieces(source, request));
      } finally {
        idle.push(scratch);
      }
    },
  };
}

function passes(error: unknown, attempt: number): boolean {
  if (!(error instanceof AppError) || error instanceof WholeFileSent) return false;
  // Another range than asked for may be a proxy's slip, once.
  return PASSING.has(error.code) || (error.code === 'range-refused' && attempt === 0);
}

/** Whether an error ends all work, and not only that on one image. */
export function endsCutouts(error: unknown): boolean {
  return (
    error instanceof WholeFileSent || !(error instanceof AppError) || !OF_ONE_IMAGE.has(error.code)
  );
}

const OF_ONE_IMAGE: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'bad-input',
  'path-not-found',
  'file-changed',
  'range-refused',
  'corrupt',
  'api',
  'name-refused',
]);
