import { Worker } from 'node:worker_threads';
import { AppError } from '#shared/errors/app-error.ts';
import type { HashedPiece, PieceToHash } from './block-hash-worker.ts';

/** A thread that hashes slots of blocks, in shared memory. Its young generation is small: it makes no garbage. */
export class HashThread {
  readonly #worker: Worker;
  readonly #waiting: PromiseWithResolvers<HashedPiece>[] = [];
  /** Numbers of the slots that the thread knows. */
  readonly #slots = new Map<SharedArrayBuffer, number>();
  #lastBlock = 0;
  #isRunning = false;
  /** Whether it ended, which only a lack of memory does to it by itself. */
  #isDead = false;

  constructor() {
    this.#worker = new Worker(new URL('./block-hash-worker.ts', import.meta.url), {
      name: 'block-hash',
      resourceLimits: { maxYoungGenerationSizeMb: 1 },
    });
    this.#worker.on('online', () => {
      this.#isRunning = true;
    });
    this.#worker.on('message', (answer: HashedPiece) => this.#waiting.shift()?.resolve(answer));
    this.#worker.on('error', () => this.#ended());
    this.#worker.on('exit', () => this.#ended());
    this.#worker.unref();
  }

  /** Pieces that it has and has not answered; infinite where it can't take any. */
  get backlog(): number {
    return this.#isRunning && !this.#isDead ? this.#waiting.length : Infinity;
  }

  /** @returns the number of a block of which no piece came yet */
  newBlock(): number {
    this.#lastBlock += 1;
    return this.#lastBlock;
  }

  /** Resolves when the first `bytes` bytes of a slot may change again. Rejects with AppError where the thread has ended. */
  async hash(
    block: number,
    memory: SharedArrayBuffer,
    bytes: number,
    isLast: boolean,
  ): Promise<HashedPiece> {
    if (this.#isDead) throw ended();
    const answer = Promise.withResolvers<HashedPiece>();
    this.#waiting.push(answer);
    const known = this.#slots.get(memory);
    const slot = known ?? this.#slots.size;
    if (known === undefined) this.#slots.set(memory, slot);
    this.#tell({ block, slot, bytes, isLast, ...(known === undefined && { memory }) });
    return await answer.promise;
  }

  /** Drops a block of which no more pieces come. */
  drop(block: number): void {
    this.#tell({ block, slot: 0, bytes: 0, isLast: true });
  }

  #tell(piece: PieceToHash): void {
    this.#worker.postMessage(piece);
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #ended(): void {
    this.#isDead = true;
    for (const { reject } of this.#waiting.splice(0)) reject(ended());
  }
}

/** The blocks in it are fetched again, and hashed by the thread that receives. */
function ended(): AppError {
  return new AppError(
    'network',
    'The thread that hashes blocks ended. The block is fetched again.',
  );
}
