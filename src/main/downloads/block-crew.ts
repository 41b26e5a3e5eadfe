import { Worker } from 'node:worker_threads';
import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';
import type { BlockAnswer, BlockTask } from './block-thread.ts';

/** In a checkout the thread's file stands beside this one; in a bundle it has the same name. */
const THREAD_FILE = new URL(
  import.meta.url.endsWith('.ts') ? './block-thread.ts' : './block-thread.mjs',
  import.meta.url,
);

/** Blocks that are hashed and written, or wait for it, at once: more would only hold memory. */
const IN_FLIGHT = 2;
/** Unused blocks that are kept; more are left to the garbage collector. */
const KEPT = 2;

interface Pending {
  readonly resolve: (digest: Uint8Array) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Hashes and writes blocks in a thread of its own, so that the one that speaks to the network does neither. Blocks
 * change hands without being copied, and are used again: fresh memory costs more than the hash. The thread starts
 * with the first block.
 */
export class BlockCrew {
  readonly #free: Buffer[] = [];
  readonly #pending = new Map<number, Pending>();
  readonly #waiting: (() => void)[] = [];
  #worker: Worker | null = null;
  #lastId = 0;

  /** A buffer of one block, with anything in it. */
  take(): Buffer {
    return this.#free.pop() ?? Buffer.from(new ArrayBuffer(BLOCK_BYTES));
  }

  /** Takes back a buffer that was not handed on. */
  give(buffer: Buffer): void {
    if (this.#free.length < KEPT) this.#free.push(buffer);
  }

  /** Resolves when there is room for another block; null where there is. */
  room(): Promise<void> | null {
    return this.#pending.size < IN_FLIGHT ? null : this.#waitForRoom();
  }

  /** All who wait are woken by every block that is done: who gives up must not take another's turn along. */
  async #waitForRoom(): Promise<void> {
    while (this.#pending.size >= IN_FLIGHT) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /**
   * Writes the first `length` bytes of a buffer of {@link BlockCrew.take} to `position` of an open file. The buffer
   * must not be touched any more.
   *
   * @returns their SHA-256, 32 bytes; rejects with Node's file-system errors
   */
  finish(fd: number, buffer: Buffer, length: number, position: number): Promise<Uint8Array> {
    const id = (this.#lastId += 1);
    const memory = buffer.buffer as ArrayBuffer;
    const task: BlockTask = { id, fd, memory, length, position };
    const worker = (this.#worker ??= this.#start());
    return new Promise((resolve, reject) => {
      // What can't be handed over must not take a place for ever.
      worker.postMessage(task, [memory]);
      this.#pending.set(id, { resolve, reject });
      worker.ref();
    });
  }

  /** Ends the thread; blocks in flight are lost. */
  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    const lost = this.#takePending();
    await worker?.terminate();
    this.#reject(lost, ended());
  }

  #start(): Worker {
    const worker = new Worker(THREAD_FILE, { name: 'blocks' });
    worker.on('message', (answer: BlockAnswer) => this.#took(answer, worker));
    let cause = ended();
    worker.on('error', (error) => {
      cause = error;
    });
    // Not before it is gone: who hears of it closes the file, and another may be opened under its number.
    worker.on('exit', () => this.#lost(worker, cause));
    return worker;
  }

  #took({ id, memory, digest, trouble }: BlockAnswer, worker: Worker): void {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    this.give(Buffer.from(memory));
    if (this.#pending.size === 0) worker.unref();
    if (digest !== null) pending?.resolve(digest);
    else pending?.reject(Object.assign(new Error(trouble?.message), { code: trouble?.code }));
    this.#wakeAll();
  }

  /** What the thread held is lost with it; the next block starts another. */
  #lost(worker: Worker, error: Error): void {
    // A thread that was closed held nothing, and its successor's blocks are not its own.
    if (this.#worker !== worker) return;
    this.#worker = null;
    this.#reject(this.#takePending(), error);
  }

  #takePending(): readonly Pending[] {
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    return pending;
  }

  #reject(lost: readonly Pending[], error: Error): void {
    for (const { reject } of lost) reject(error);
    this.#wakeAll();
  }

  #wakeAll(): void {
    for (const go of this.#waiting.splice(0)) go();
  }
}

function ended(): Error {
  return new Error('The thread that writes blocks ended.');
}
