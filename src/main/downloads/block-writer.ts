import { webcrypto } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { BLOCK_BYTES, blockLength } from '#shared/downloads/blocks.ts';
import { giveBlockBuffer, takeBlockBuffer } from '#main/integrity/block-buffers.ts';
import { mapDiskError } from '#main/disk/disk-error.ts';
import type { PartFile } from './part-file.ts';
import type { PartJournal } from './part-journal.ts';

/** Blocks of one file that may be hashed and written while the next one fills: bounds memory to 12 MiB a file. */
const IN_FLIGHT = 2;

/**
 * Takes a stream of bytes that begins at block `first`, and hashes and writes each block as it fills. Reading goes
 * on meanwhile; `push` waits only when both blocks in flight are still busy.
 */
export class BlockWriter {
  readonly #handle: FileHandle;
  readonly #name: string;
  readonly #journal: PartJournal;
  readonly #size: number;
  readonly #inFlight = new Set<Promise<void>>();
  #failure: { readonly error: unknown } | null = null;
  #buffer: Buffer | null = null;
  #filled = 0;
  #index: number;
  /** Blocks that are written and journalled. */
  finishedBlocks = 0;

  constructor(part: PartFile, size: number, first: number) {
    this.#handle = part.handle;
    this.#journal = part.journal;
    this.#name = part.name;
    this.#size = size;
    this.#index = first;
  }

  /** Bytes that may still be pushed before the file's end. */
  get bytesLeft(): number {
    return this.#size - this.#index * BLOCK_BYTES - this.#filled;
  }

  /** Takes a chunk; it may be reused when the promise settles. Throws AppError of any earlier block's write. */
  async push(chunk: Uint8Array): Promise<void> {
    let at = 0;
    while (at < chunk.length) {
      const wanted = blockLength(this.#size, this.#index);
      this.#buffer ??= takeBlockBuffer();
      const part = chunk.subarray(at, at + wanted - this.#filled);
      this.#buffer.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
      if (this.#filled < wanted) continue;
      this.#start(this.#index, this.#buffer, wanted);
      this.#buffer = null;
      this.#filled = 0;
      this.#index += 1;
      if (this.#inFlight.size >= IN_FLIGHT) await Promise.race(this.#inFlight);
      this.#throwFailure();
    }
  }

  /** Waits for the blocks in flight; an unfinished block is dropped. Throws AppError as `push` does. */
  async end(): Promise<void> {
    await Promise.all(this.#inFlight);
    if (this.#buffer !== null) giveBlockBuffer(this.#buffer);
    this.#buffer = null;
    this.#filled = 0;
    this.#throwFailure();
  }

  #start(index: number, buffer: Buffer, length: number): void {
    const work = this.#finish(index, buffer, length)
      .catch((error: unknown) => {
        this.#failure ??= { error };
      })
      .finally(() => {
        giveBlockBuffer(buffer);
        this.#inFlight.delete(work);
      });
    this.#inFlight.add(work);
  }

  async #finish(index: number, buffer: Buffer, length: number): Promise<void> {
    const block = buffer.subarray(0, length);
    const [digest] = await Promise.all([
      webcrypto.subtle.digest('SHA-256', block),
      this.#write(block, index * BLOCK_BYTES),
    ]);
    this.#journal.markDone(index, new Uint8Array(digest));
    this.finishedBlocks += 1;
  }

  async #write(block: Buffer, position: number): Promise<void> {
    let written = 0;
    while (written < block.length) {
      const { bytesWritten } = await this.#handle.write(
        block,
        written,
        block.length - written,
        position + written,
      );
      written += bytesWritten;
    }
  }

  #throwFailure(): void {
    if (this.#failure !== null) throw mapDiskError(this.#failure.error, this.#name);
  }
}
