import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { contentHashOfDigests } from '#main/system/integrity/content-hash.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { type Algorithm, hashBatches, type HashItem, type HashPiece } from './hash-batches.ts';
import type { HashAnswer, PieceOutcome } from './hash-worker.ts';

export interface HashedFile {
  readonly kind: 'hashed';
  /** Bytes read. */
  readonly size: number;
  readonly contentHash: string;
  readonly whole: Readonly<Partial<Record<Algorithm, string>>>;
}

/** The result for a file: its hashes, or the disk's error. */
export type HashOutcome = HashedFile | Extract<PieceOutcome, { readonly kind: 'failed' }>;

export interface HashFilesOptions {
  readonly signal: AbortSignal;
  /** How many workers may run now; called repeatedly. @default {@link maxWorkers} */
  readonly workers?: () => number;
  /** Called with the number of bytes read since the last call. */
  readonly onRead?: (bytes: number) => void;
  /** Called for each finished file, in any order. */
  readonly onFile: (id: number, outcome: HashOutcome) => void;
}

/** No disk can supply more workers, and each one costs some megabytes. */
const MAX_WORKERS = 8;
/** One active batch and one waiting batch, so that a worker is never idle. */
const BATCHES_PER_WORKER = 2;

/** One worker per core, within limits. */
export function maxWorkers(): number {
  return Math.min(MAX_WORKERS, availableParallelism());
}

interface BusyWorker {
  readonly worker: Worker;
  readonly batches: (readonly HashPiece[])[];
}

/** A file with some finished pieces. */
interface Opened {
  readonly digests: Uint8Array[];
  bytes: number;
  left: number;
  whole: Readonly<Partial<Record<Algorithm, string>>>;
  failed: Extract<PieceOutcome, { readonly kind: 'failed' }> | null;
}

/**
 * Hashes files in separate threads, block-parallel, with memory that doesn't grow with their number or size. Measured
 * twice as fast as the thread pool's `crypto.subtle.digest` with several blocks in flight, because data is hashed while
 * it is in the core's cache.
 *
 * Resolves when all files are done. Rejects with the signal's reason.
 */
export async function hashFiles(
  items: Iterable<HashItem>,
  options: HashFilesOptions,
): Promise<void> {
  const { signal, onRead, onFile } = options;
  signal.throwIfAborted();
  const allowed = options.workers ?? maxWorkers;
  const batches = hashBatches(items);
  const opened = new Map<number, Opened>();
  const workers: BusyWorker[] = [];
  const end = Promise.withResolvers<void>();
  let isDrained = false;
  const take = (): readonly HashPiece[] | null => {
    if (isDrained) return null;
    const next = batches.next();
    if (next.done !== true) return next.value;
    isDrained = true;
    return null;
  };

  const pieceDone = (piece: HashPiece, outcome: PieceOutcome): void => {
    const { id, first, of } = piece;
    let file = opened.get(id);
    if (file === undefined) {
      file = { digests: [], bytes: 0, left: of, whole: {}, failed: null };
      opened.set(id, file);
    }
    file.left -= 1;
    if (outcome.kind === 'failed') file.failed ??= outcome;
    else {
      file.digests[first] = outcome.digests;
      file.bytes += outcome.bytes;
      file.whole = outcome.whole;
    }
    if (file.left > 0) return;
    opened.delete(id);
    if (file.failed !== null) onFile(id, file.failed);
    else {
      // Pieces are stored at the index of their first block; indexes in between are empty.
      const digests = file.digests.filter(() => true);
      const contentHash = contentHashOfDigests(digests);
      onFile(id, { kind: 'hashed', size: file.bytes, contentHash, whole: file.whole });
    }
  };
  const startWorker = (): BusyWorker => {
    const worker = new Worker(new URL('./hash-worker.ts', import.meta.url), { name: 'hash' });
    const busy: BusyWorker = { worker, batches: [] };
    worker.on('message', (answer: HashAnswer) => {
      try {
        if (answer.kind === 'read') {
          onRead?.(answer.bytes);
          return;
        }
        const batch = busy.batches.shift() ?? [];
        for (const [index, piece] of batch.entries()) pieceDone(piece, answer.pieces[index]!);
        fill();
      } catch (error) {
        end.reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
    worker.on('error', (error) =>
      end.reject(
        new AppError('api', `Verification stopped: ${String(error)}. Start it again.`, {
          cause: error,
        }),
      ),
    );
    workers.push(busy);
    return busy;
  };
  const fill = (): void => {
    const limit = Math.max(1, allowed());
    for (let round = 0; round < BATCHES_PER_WORKER; round += 1) {
      for (let index = 0; index < limit; index += 1) {
        if ((workers[index]?.batches.length ?? 0) > round) continue;
        const batch = take();
        if (batch === null) break;
        const busy = workers[index] ?? startWorker();
        busy.batches.push(batch);
        busy.worker.postMessage(batch);
      }
    }
    if (isDrained && workers.every((busy) => busy.batches.length === 0)) end.resolve();
  };
  const onAbort = (): void => end.reject(signal.reason as Error);
  signal.addEventListener('abort', onAbort);
  try {
    fill();
    await end.promise;
  } finally {
    signal.removeEventListener('abort', onAbort);
    await Promise.all(workers.map(({ worker }) => worker.terminate()));
  }
}
