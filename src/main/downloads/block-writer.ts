import { mapDiskError } from '#main/disk/disk-error.ts';
import { BLOCK_BYTES, blockLength } from '#shared/downloads/blocks.ts';
import type { Claim } from '#shared/downloads/claims.ts';
import type { BlockCrew } from './block-crew.ts';
import type { PartFile } from './part-file.ts';

export interface BlockWriterDeps {
  readonly part: PartFile;
  /** Bytes of the whole file. */
  readonly size: number;
  /** Its blocks, in order, are what is pushed; `at` is moved along. */
  readonly claim: Claim;
  readonly crew: BlockCrew;
  /** A block is on disk and journalled. */
  readonly onBlock: (index: number) => void;
}

/**
 * Takes a stream of bytes that begins at a claim's first block, and has each block hashed and written as it fills.
 * Reading goes on meanwhile, until the crew has its hands full.
 */
export class BlockWriter {
  readonly #deps: BlockWriterDeps;
  readonly #inFlight = new Set<Promise<void>>();
  #failure: { readonly error: unknown } | null = null;
  #buffer: Buffer | null = null;
  #filled = 0;
  /** Bytes of blocks that are being hashed and written. */
  #bytesInFlight = 0;
  /** Blocks that are written and journalled. */
  finishedBlocks = 0;

  constructor(deps: BlockWriterDeps) {
    this.#deps = deps;
  }

  /** Whether all blocks of the claim are here, or on their way to the disk. */
  get isFull(): boolean {
    const { claim } = this.#deps;
    return claim.at >= claim.end;
  }

  /** Bytes that came and are not journalled yet. */
  get bytesHeld(): number {
    return this.#bytesInFlight + this.#filled;
  }

  /**
   * Takes a chunk, which may be reused at once; what is beyond the claim is dropped.
   *
   * @returns what to wait for before the next; null where it may come at once
   * @throws AppError of any earlier block's write
   */
  push(chunk: Uint8Array): Promise<void> | null {
    const { size, claim, crew } = this.#deps;
    let at = 0;
    while (at < chunk.length && claim.at < claim.end) {
      const wanted = blockLength(size, claim.at);
      this.#buffer ??= crew.take();
      const part = chunk.subarray(at, at + wanted - this.#filled);
      this.#buffer.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
      if (this.#filled < wanted) break;
      this.#start(claim.at, this.#buffer, wanted);
      this.#buffer = null;
      this.#filled = 0;
      claim.at += 1;
    }
    this.#throwFailure();
    return crew.room();
  }

  /** Waits for the blocks in flight; an unfinished block is dropped. Throws AppError as `push` does. */
  async end(): Promise<void> {
    await Promise.all(this.#inFlight);
    if (this.#buffer !== null) this.#deps.crew.give(this.#buffer);
    this.#buffer = null;
    this.#filled = 0;
    this.#throwFailure();
  }

  #start(index: number, buffer: Buffer, length: number): void {
    this.#bytesInFlight += length;
    const work = this.#finish(index, buffer, length)
      .catch((error: unknown) => {
        this.#failure ??= { error };
      })
      .finally(() => this.#inFlight.delete(work));
    this.#inFlight.add(work);
  }

  async #finish(index: number, buffer: Buffer, length: number): Promise<void> {
    const { part, crew, onBlock } = this.#deps;
    let digest: Uint8Array;
    try {
      digest = await crew.finish(part.handle.fd, buffer, length, index * BLOCK_BYTES);
    } finally {
      this.#bytesInFlight -= length;
    }
    part.journal.markDone(index, digest);
    this.finishedBlocks += 1;
    onBlock(index);
  }

  #throwFailure(): void {
    if (this.#failure !== null) throw mapDiskError(this.#failure.error, this.#deps.part.name);
  }
}
