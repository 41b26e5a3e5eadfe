import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';
import type { Algorithm, HashPiece } from './hash-batches.ts';

/** A worker's answers to a batch: the bytes read so far, and at the end the outcome of each piece, in order. */
export type HashAnswer =
  | { readonly kind: 'read'; readonly bytes: number }
  | { readonly kind: 'done'; readonly pieces: readonly PieceOutcome[] };

export type PieceOutcome =
  | {
      readonly kind: 'hashed';
      readonly bytes: number;
      /** 32 bytes per block. */
      readonly digests: Uint8Array;
      readonly whole: Readonly<Partial<Record<Algorithm, string>>>;
    }
  /** Node's error, with its code if it has one. */
  | { readonly kind: 'failed'; readonly code: string | null; readonly message: string };

/** Read and hashed in one step: a chunk that fits a core's cache is hashed twice as fast as a whole block. */
const CHUNK_BYTES = 256 * 1024;
/** Bytes between two reports. */
const REPORT_EVERY_BYTES = 16 * 1024 * 1024;

if (parentPort === null) throw new Error('hash-worker.ts runs as a worker thread only');
const port = parentPort;
const chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);

port.on('message', (batch: readonly HashPiece[]) => {
  let unreported = 0;
  const onRead = (bytes: number): void => {
    unreported += bytes;
    if (unreported < REPORT_EVERY_BYTES) return;
    report({ kind: 'read', bytes: unreported });
    unreported = 0;
  };
  const pieces = batch.map((piece) => outcomeOf(piece, onRead));
  report({ kind: 'read', bytes: unreported });
  report({ kind: 'done', pieces });
});

function report(answer: HashAnswer): void {
  port.postMessage(answer);
}

function outcomeOf(piece: HashPiece, onRead: (bytes: number) => void): PieceOutcome {
  try {
    return hashPiece(piece, onRead);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? null;
    return {
      kind: 'failed',
      code,
      message: error instanceof Error ? error.message : String(error),
    };
  }
}

/** Synchronous: this thread does nothing else, and a round trip to the thread pool costs more than a chunk's hash. */
function hashPiece(
  { file, first, end, whole }: HashPiece,
  onRead: (bytes: number) => void,
): PieceOutcome {
  const handle = openSync(file, 'r');
  try {
    const wholes = whole.map((algorithm) => [algorithm, createHash(algorithm)] as const);
    const digests: Uint8Array[] = [];
    let bytes = 0;
    let position = first * BLOCK_BYTES;
    for (let index = first; index < end; index += 1) {
      const block = createHash('sha256');
      const blockEnd = (index + 1) * BLOCK_BYTES;
      const before = bytes;
      while (position < blockEnd) {
        const length = Math.min(CHUNK_BYTES, blockEnd - position);
        const read = readSync(handle, chunk, 0, length, position);
        if (read === 0) break;
        const bytesRead = chunk.subarray(0, read);
        block.update(bytesRead);
        for (const [, hash] of wholes) hash.update(bytesRead);
        position += read;
        bytes += read;
        onRead(read);
      }
      if (bytes === before) break;
      digests.push(block.digest());
    }
    return {
      kind: 'hashed',
      bytes,
      digests: Buffer.concat(digests),
      whole: Object.fromEntries(wholes.map(([algorithm, hash]) => [algorithm, hash.digest('hex')])),
    };
  } finally {
    closeSync(handle);
  }
}
