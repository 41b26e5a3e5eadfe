import { mapDiskError } from '#main/system/disk/disk-error.ts';
import type { BodySink } from '#main/engine/wire/body-sink.ts';
import { BLOCK_BYTES, blockLength } from '#shared/downloads/blocks.ts';
import type { Claim } from '#shared/downloads/claims.ts';
import { type BlockHash, BlockHashing } from './block-hashing.ts';
import type { PartFile } from './part-file.ts';
import { type Slot, SLOT_BYTES, Slots } from './slots.ts';

/** 6 MiB for all streams, 2 MiB for one: the disk always has something to write, and memory stays small. */
const SLOTS = new Slots(12, 4);

const HASHING = new BlockHashing();

/** Buffer for bytes that are discarded. */
const DROPPED = Buffer.allocUnsafeSlow(16 * 1024);

export interface BlockWriterDeps {
  readonly part: PartFile;
  /** Bytes of the whole file. */
  readonly size: number;
  /** Its blocks, in order, are what arrives; `at` is moved along. */
  readonly claim: Claim;
  /** A block is written and journalled. */
  readonly onBlock: (index: number) => void;
  /** @default one that all writers share */
  readonly hashing?: BlockHashing;
}

/**
 * Takes the bytes of a claim from its first block on. They land in a slot, are hashed there (see {@link BlockHashing}),
 * and are written from there without waiting: nothing is copied and nothing is read again.
 */
export class BlockWriter implements BodySink {
  readonly #deps: BlockWriterDeps;
  readonly #inFlight = new Set<Promise<void>>();
  #failure: { readonly error: unknown } | null = null;
  readonly #hashing: BlockHashing;
  /** Of the block at `claim.at`; null before its first byte. */
  #hash: BlockHash | null = null;
  /** Bytes that the block at `claim.at` has. */
  #filled = 0;
  #slot: Slot | null = null;
  #slotBytes = 0;
  /** Slots that are the present one, or on their way to the disk. */
  #held = 0;
  /** What the disk was given of the present block. */
  #writes: Promise<void>[] = [];
  #hasEnded = false;
  /** Bytes that came and are not journalled yet. */
  bytesHeld = 0;
  /** Blocks that are written and journalled. */
  finishedBlocks = 0;

  constructor(deps: BlockWriterDeps) {
    this.#deps = deps;
    this.#hashing = deps.hashing ?? HASHING;
    this.#hashing.streams += 1;
  }

  /** Whether all blocks of the claim are here, or on their way to the disk. */
  get isFull(): boolean {
    const { claim } = this.#deps;
    return claim.at >= claim.end;
  }

  /** As {@link BodySink.space}. What lands beyond the claim is dropped. Throws AppError of any earlier write. */
  space(): Uint8Array | null {
    this.#throwFailure();
    if (this.isFull) return DROPPED;
    if (this.#slot === null) {
      this.#slot = SLOTS.take(this.#held);
      if (this.#slot === null) return null;
      this.#held += 1;
      this.#slotBytes = 0;
    }
    const { size, claim } = this.#deps;
    // A slot never reaches over a block's end: blocks are whole numbers of slots, but for the file's last.
    const wanted = blockLength(size, claim.at) - this.#filled;
    return this.#slot.subarray(this.#slotBytes, this.#slotBytes + wanted);
  }

  landed(count: number): 'more' | 'enough' {
    const slot = this.#slot;
    // Another connection has taken the rest of the claim since.
    if (this.isFull || slot === null) return 'enough';
    const { size, claim } = this.#deps;
    const hash = (this.#hash ??= this.#hashing.newBlock());
    hash.landed(slot.subarray(this.#slotBytes, this.#slotBytes + count));
    this.#slotBytes += count;
    this.#filled += count;
    this.bytesHeld += count;
    const wanted = blockLength(size, claim.at);
    const isWhole = this.#filled === wanted;
    if (isWhole || this.#slotBytes === SLOT_BYTES) this.#endSlot(slot, hash, isWhole);
    if (isWhole) this.#endBlock(wanted, hash);
    return this.isFull ? 'enough' : 'more';
  }

  async whenSpace(): Promise<void> {
    await SLOTS.whenGiven();
  }

  /** Waits for what is on its way; an unfinished block is dropped. Throws AppError as `space` does. */
  async end(): Promise<void> {
    if (!this.#hasEnded) this.#hashing.streams -= 1;
    this.#hasEnded = true;
    this.#hash?.drop();
    this.#hash = null;
    await Promise.all(this.#inFlight);
    if (this.#slot !== null) this.#give(this.#slot);
    this.#slot = null;
    this.#throwFailure();
  }

  #endSlot(slot: Slot, hash: BlockHash, isLast: boolean): void {
    const { part, claim } = this.#deps;
    const bytes = this.#slotBytes;
    const position = claim.at * BLOCK_BYTES + this.#filled - bytes;
    const written = writeAll(part, slot, bytes, position);
    const hashed = hash.slotEnds(slot.buffer, bytes, isLast);
    this.#slot = null;
    this.#writes.push(written);
    this.#keep(this.#giveAfter(slot, written, hashed));
  }

  /** Gives a slot back when both are done with it. Rejects as `written` does. */
  async #giveAfter(
    slot: Slot,
    written: Promise<void>,
    hashed: Promise<void> | null,
  ): Promise<void> {
    try {
      await written;
    } finally {
      await hashed;
      this.#give(slot);
    }
  }

  #give(slot: Slot): void {
    this.#held -= 1;
    SLOTS.give(slot);
  }

  #endBlock(length: number, hash: BlockHash): void {
    const { claim } = this.#deps;
    this.#keep(this.#markDone(claim.at, length, hash.digest(), this.#writes));
    this.#hash = null;
    this.#filled = 0;
    this.#writes = [];
    claim.at += 1;
  }

  async #markDone(
    index: number,
    length: number,
    digesting: Promise<Uint8Array> | Uint8Array,
    writes: readonly Promise<void>[],
  ): Promise<void> {
    const { part, onBlock } = this.#deps;
    const [digest] = await Promise.all([digesting, ...writes]);
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

/** Writes the first `bytes` bytes of `slot` to `position`, however few of them the disk takes at a time. */
async function writeAll(
  { handle }: PartFile,
  slot: Slot,
  bytes: number,
  position: number,
): Promise<void> {
  let done = 0;
  while (done < bytes) {
    const { bytesWritten } = await handle.write(slot, done, bytes - done, position + done);
    // A full disk reports its error at the next write.
    if (bytesWritten === 0) throw new Error('the disk accepted no bytes and reported no error');
    done += bytesWritten;
  }
}
