import { createHash, type Hash } from 'node:crypto';
import { mapDiskError } from '#main/disk/disk-error.ts';
import { BLOCK_BYTES, blockLength } from '#shared/downloads/blocks.ts';
import type { Claim } from '#shared/downloads/claims.ts';
import type { PartFile } from './part-file.ts';

/** So much goes to the disk in one call: small writes cost several times as much a byte, larger ones no less. */
const BATCH_BYTES = 512 * 1024;
/**
 * Bytes on their way to the disk, from which on no more are taken: a slow disk must not fill the memory. So many for
 * one stream, and so many for all streams of the thread, of which each has its share.
 */
const MOST_IN_FLIGHT_BYTES = 2 * 1024 * 1024;
const MOST_OF_ALL_BYTES = 6 * 1024 * 1024;

export interface BlockWriterDeps {
  readonly part: PartFile;
  /** Bytes of the whole file. */
  readonly size: number;
  /** Its blocks, in order, are what is pushed; `at` is moved along. */
  readonly claim: Claim;
  /** A block is written and journalled. */
  readonly onBlock: (index: number) => void;
}

/**
 * Takes a stream of bytes that begins at a claim's first block. Each chunk is hashed where it comes in, while it is in
 * the processor's cache, and goes to the disk from where it lies, a few of them together and without waiting: nothing
 * is copied and nothing is read again.
 */
export class BlockWriter {
  /** Those that have not ended. */
  static readonly #open = new Set<BlockWriter>();
  readonly #deps: BlockWriterDeps;
  readonly #inFlight = new Set<Promise<void>>();
  #failure: { readonly error: unknown } | null = null;
  #hash: Hash = createHash('sha256');
  /** Bytes that the block at `claim.at` has. */
  #filled = 0;
  /** The end of them, which was not given to the disk yet. */
  #batch: Uint8Array[] = [];
  #batchBytes = 0;
  /** What the disk was given of that block. */
  #writes: Promise<void>[] = [];
  #bytesInFlight = 0;
  #roomier = Promise.withResolvers<void>();
  /** Bytes that came and are not journalled yet. */
  bytesHeld = 0;
  /** Blocks that are written and journalled. */
  finishedBlocks = 0;

  constructor(deps: BlockWriterDeps) {
    this.#deps = deps;
    BlockWriter.#open.add(this);
  }

  /** Whether all blocks of the claim are here, or on their way to the disk. */
  get isFull(): boolean {
    const { claim } = this.#deps;
    return claim.at >= claim.end;
  }

  /**
   * Takes a chunk, which must not be changed any more; what is beyond the claim is dropped.
   *
   * @returns what to wait for before the next; null where it may come at once
   * @throws AppError of any earlier write
   */
  push(chunk: Uint8Array): Promise<void> | null {
    const { size, claim } = this.#deps;
    let at = 0;
    while (at < chunk.length && claim.at < claim.end) {
      const wanted = blockLength(size, claim.at);
      const piece = chunk.subarray(at, at + wanted - this.#filled);
      this.#hash.update(piece);
      this.#batch.push(piece);
      this.#batchBytes += piece.length;
      this.#filled += piece.length;
      this.bytesHeld += piece.length;
      at += piece.length;
      const isWhole = this.#filled === wanted;
      if (isWhole || this.#batchBytes >= BATCH_BYTES) this.#writeBatch();
      if (isWhole) this.#endBlock(wanted);
    }
    this.#throwFailure();
    return this.#hasRoom() ? null : this.#room();
  }

  /** Waits for what is on its way; an unfinished block is dropped. Throws AppError as `push` does. */
  async end(): Promise<void> {
    BlockWriter.#open.delete(this);
    await Promise.all(this.#inFlight);
    this.#batch = [];
    this.#throwFailure();
  }

  #hasRoom(): boolean {
    const share = Math.max(BATCH_BYTES, MOST_OF_ALL_BYTES / BlockWriter.#open.size);
    return this.#bytesInFlight < Math.min(MOST_IN_FLIGHT_BYTES, share);
  }

  async #room(): Promise<void> {
    while (!this.#hasRoom()) await this.#roomier.promise;
    this.#throwFailure();
  }

  #writeBatch(): void {
    const { part, claim } = this.#deps;
    const bytes = this.#batchBytes;
    const position = claim.at * BLOCK_BYTES + this.#filled - bytes;
    const written = writeAll(part, this.#batch, bytes, position).finally(() => {
      this.#bytesInFlight -= bytes;
      this.#roomier.resolve();
      this.#roomier = Promise.withResolvers();
    });
    this.#bytesInFlight += bytes;
    this.#writes.push(written);
    this.#keep(written);
    this.#batch = [];
    this.#batchBytes = 0;
  }

  #endBlock(length: number): void {
    const { claim } = this.#deps;
    this.#keep(this.#markDone(claim.at, length, this.#hash.digest(), this.#writes));
    this.#hash = createHash('sha256');
    this.#filled = 0;
    this.#writes = [];
    claim.at += 1;
  }

  async #markDone(
    index: number,
    length: number,
    digest: Uint8Array,
    writes: readonly Promise<void>[],
  ): Promise<void> {
    const { part, onBlock } = this.#deps;
    await Promise.all(writes);
    part.flush.wrote(length);
    part.journal.markDone(index, digest);
    this.bytesHeld -= length;
    this.finishedBlocks += 1;
    onBlock(index);
  }

  /** Remembers the first failure, and waits for `work` at the end. */
  #keep(work: Promise<void>): void {
    const kept = work
      .catch((error: unknown) => {
        this.#failure ??= { error };
      })
      .finally(() => this.#inFlight.delete(kept));
    this.#inFlight.add(kept);
  }

  #throwFailure(): void {
    if (this.#failure !== null) throw mapDiskError(this.#failure.error, this.#deps.part.name);
  }
}

/** Writes the `bytes` bytes of `chunks` to `position`, however few of them the disk takes at a time. */
async function writeAll(
  { handle }: PartFile,
  chunks: readonly Uint8Array[],
  bytes: number,
  position: number,
): Promise<void> {
  let { bytesWritten } = await handle.writev(chunks, position);
  if (bytesWritten === bytes) return;
  // A disk takes a part of what it is given when it has no room for the rest: the next try says so.
  const all = Buffer.concat(chunks, bytes);
  while (bytesWritten < bytes) {
    const left = bytes - bytesWritten;
    const more = await handle.write(all, bytesWritten, left, position + bytesWritten);
    if (more.bytesWritten === 0) throw new Error('the disk took no bytes and told no reason');
    bytesWritten += more.bytesWritten;
  }
}
