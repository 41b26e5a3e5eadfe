import { createHash } from 'node:crypto';
import { performance, type EventLoopUtilization } from 'node:perf_hooks';
import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';
import { HashThread } from './hash-thread.ts';

/** The SHA-256 of one block, whose slots come in order. */
export interface BlockHash {
  /** Bytes landed, and are in the processor's cache. */
  landed(bytes: Uint8Array): void;
  /** All bytes of a slot landed, from its start. Resolves when it may change again; null: it may at once. */
  slotEnds(slot: SharedArrayBuffer, bytes: number, isLast: boolean): Promise<void> | null;
  /** After the last slot. Rejects with AppError. */
  digest(): Promise<Uint8Array> | Uint8Array;
  /** No more of the block comes. */
  drop(): void;
}

/** What it needs of the second thread. */
export type BlockThread = Pick<HashThread, 'backlog' | 'newBlock' | 'hash' | 'drop'>;

/** The receiving thread counts as busy above this part of its time. */
const BUSY = 0.95;
/** So often that is measured. */
const MEASURE_EVERY_MS = 250;
/** Without a block for so long, no file is coming in: what kept the thread busy meanwhile was something else. */
const PAUSE_MS = 1_000;
/** Slots that the other thread may have before it: with more it would hold up their writers. */
const MAX_BACKLOG = 5;
/** One busy stream is worth another thread, which takes some 10 MB, only below this rate: over TLS it is. */
const FAST_BYTES_PER_SECOND = 400e6;

/**
 * Where blocks are hashed: by the thread that receives them, while they are in the processor's cache; or by a second
 * thread, started when the first one is busy and several streams, or a slow one, wait for it.
 */
export class BlockHashing {
  readonly #begin: () => BlockThread;
  readonly #utilization: () => number;
  readonly #now: () => number;
  #thread: BlockThread | null = null;
  #measuredMs: number;
  #lastBlockMs = -Infinity;
  #blocksSince = 0;
  /** Whether the measurement before this one found one slow stream. */
  #wasSlow = false;
  /** Streams that are open now. */
  streams = 0;

  constructor(
    begin: () => BlockThread = () => new HashThread(),
    utilization: () => number = utilizationSinceLast(),
    now: () => number = () => performance.now(),
  ) {
    this.#begin = begin;
    this.#utilization = utilization;
    this.#now = now;
    this.#measuredMs = now();
  }

  newBlock(): BlockHash {
    this.#look();
    const thread = this.#thread;
    return thread !== null && thread.backlog < MAX_BACKLOG ? inThread(thread) : here();
  }

  #look(): void {
    if (this.#thread !== null) return;
    const nowMs = this.#now();
    const isFirst = nowMs - this.#lastBlockMs > PAUSE_MS;
    this.#lastBlockMs = nowMs;
    if (isFirst) {
      this.#measureFrom(nowMs);
      this.#wasSlow = false;
      this.#utilization();
      return;
    }
    this.#blocksSince += 1;
    const elapsedMs = nowMs - this.#measuredMs;
    if (elapsedMs < MEASURE_EVERY_MS) return;
    const rate = ((this.#blocksSince * BLOCK_BYTES) / elapsedMs) * 1_000;
    this.#measureFrom(nowMs);
    const isBusy = this.#utilization() > BUSY;
    const isSlow = isBusy && rate < FAST_BYTES_PER_SECOND;
    const isWorthIt = this.streams > 1 || (isSlow && this.#wasSlow);
    this.#wasSlow = isSlow;
    if (isBusy && isWorthIt) this.#thread = this.#begin();
  }

  #measureFrom(nowMs: number): void {
    this.#measuredMs = nowMs;
    this.#blocksSince = 0;
  }
}

function here(): BlockHash {
  const hash = createHash('sha256');
  return {
    landed: (bytes) => void hash.update(bytes),
    slotEnds: () => null,
    digest: () => hash.digest(),
    drop: () => undefined,
  };
}

function inThread(thread: BlockThread): BlockHash {
  const block = thread.newBlock();
  let last: Promise<Uint8Array | null> = Promise.resolve(null);
  return {
    landed: () => undefined,
    slotEnds(slot, bytes, isLast) {
      const hashed = thread.hash(block, slot, bytes, isLast);
      last = hashed;
      return hashed.then(
        () => undefined,
        () => undefined,
      );
    },
    async digest() {
      const digest = await last;
      if (digest === null) throw new Error('The digest was asked for before the last slot.');
      return digest;
    },
    drop: () => thread.drop(block),
  };
}

/** The part of its time for which this thread's event loop worked, since the last call. */
function utilizationSinceLast(): () => number {
  let last: EventLoopUtilization = performance.eventLoopUtilization();
  return () => {
    const { utilization } = performance.eventLoopUtilization(last);
    last = performance.eventLoopUtilization();
    return utilization;
  };
}
