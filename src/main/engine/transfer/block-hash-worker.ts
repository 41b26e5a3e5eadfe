import { createHash, type Hash } from 'node:crypto';
import { parentPort } from 'node:worker_threads';

/** A piece of a block, in order; answered with {@link HashedPiece}, also in order. */
export interface PieceToHash {
  readonly block: number;
  /** Number of the slot that it fills from the start, and stays in until the answer. */
  readonly slot: number;
  /** Bytes of it; 0: the block is given up, and nothing is answered. */
  readonly bytes: number;
  readonly isLast: boolean;
  /** The slot's shared memory, with the first piece in it. */
  readonly memory?: SharedArrayBuffer;
}

/** The SHA-256 of the block where the piece was its last; else null. */
export type HashedPiece = Uint8Array | null;

if (parentPort === null) throw new Error('block-hash-worker.ts runs as a worker thread only');
const port = parentPort;
const begun = new Map<number, Hash>();
const slots: Uint8Array[] = [];

port.on('message', ({ block, slot, bytes, isLast, memory }: PieceToHash) => {
  if (memory !== undefined) slots[slot] = new Uint8Array(memory);
  if (bytes === 0) {
    begun.delete(block);
    return;
  }
  const hash = begun.get(block) ?? createHash('sha256');
  hash.update(slots[slot]!.subarray(0, bytes));
  if (isLast) begun.delete(block);
  else begun.set(block, hash);
  const answer: HashedPiece = isLast ? new Uint8Array(hash.digest()) : null;
  port.postMessage(answer);
});
