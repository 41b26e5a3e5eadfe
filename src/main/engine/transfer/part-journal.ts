import { createHash } from 'node:crypto';
import { closeSync, fstatSync, ftruncateSync, readSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { openOwn } from '#main/system/disk/own-file.ts';
import { contentHashOfDigests } from '#main/system/integrity/content-hash.ts';
import { BLOCK_BYTES, blockCount } from '#shared/downloads/blocks.ts';

const MAGIC = Buffer.from('VASTPJ02', 'latin1');
const DIGEST_BYTES = 32;
/** Bytes before the notes: magic, identity, block size and count, boot mark, revision of the answers, checksum of all that. */
export const HEADER_BYTES = 8 + 32 + 4 + 4 + 32 + 32 + 4;
const BOOT_AT = 48;
const REVISION_AT = 80;
const CRC_AT = 112;
/** Stands for the revision until an answer contains one. */
const NO_REVISION = Buffer.alloc(32);
/** A block's digest and the CRC that tells it from a torn write. */
export const SLOT_BYTES = DIGEST_BYTES + 4;

/** What a part belongs to: a part of another revision must never be continued. */
export interface PartIdentity {
  readonly path: string;
  readonly size: number;
  readonly rev: string | null;
  readonly contentHash: string | null;
}

function identityDigest(identity: PartIdentity): Buffer {
  const { path, size, rev, contentHash } = identity;
  return createHash('sha256')
    .update(JSON.stringify([path, size, rev, contentHash]))
    .digest();
}

function bootMarkOf(bytes: Buffer): Buffer {
  return bytes.subarray(BOOT_AT, REVISION_AT);
}

function revisionOf(bytes: Buffer): Buffer {
  return bytes.subarray(REVISION_AT, CRC_AT);
}

function slotCrc(index: number, digest: Uint8Array): number {
  return crc32(digest, index + 1);
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** A header without its checksum. */
function newHeader(identity: PartIdentity, bootMark: string): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES);
  MAGIC.copy(bytes, 0);
  identityDigest(identity).copy(bytes, 8);
  bytes.writeUInt32LE(BLOCK_BYTES, 40);
  bytes.writeUInt32LE(blockCount(identity.size), 44);
  sha256(bootMark).copy(bytes, BOOT_AT);
  return bytes;
}

function writeHeader(fd: number, bytes: Buffer): void {
  bytes.writeUInt32LE(crc32(bytes.subarray(0, CRC_AT)), CRC_AT);
  writeSync(fd, bytes, 0, HEADER_BYTES, 0);
}

/**
 * The list of finished blocks beside a `.part`: a digest and its CRC a block, at a fixed place, so that blocks may
 * finish in any order and a torn write costs one block.
 *
 * A digest is written after its block was handed to the system, without waiting for the disk. A crash of the
 * program therefore loses nothing; after a crash of the machine, which the boot mark tells, the blocks have to
 * be read again and compared ({@link PartJournal.sameBoot}). The mark stays the old one until all of that is done, so
 * that a process started after an interruption compares them all again.
 */
export class PartJournal {
  readonly #fd: number;
  readonly #header: Buffer;
  readonly #digests: (Buffer | null)[];
  readonly #bootMark: string;
  /** Whether the machine has been up ever since the first block was written, or since all were compared. */
  readonly sameBoot: boolean;
  /** Whether an earlier journal of the same file was found and taken over. */
  readonly adopted: boolean;

  private constructor(
    fd: number,
    header: Buffer,
    digests: (Buffer | null)[],
    bootMark: string,
    adopted: boolean,
    sameBoot: boolean,
  ) {
    this.#fd = fd;
    this.#header = header;
    this.#digests = digests;
    this.#bootMark = bootMark;
    this.adopted = adopted;
    this.sameBoot = sameBoot;
  }

  /**
   * Opens the journal at `file`, taking over what fits `identity` and starting empty otherwise.
   * Throws Node's own file-system errors.
   */
  static open(file: string, identity: PartIdentity, bootMark: string): PartJournal {
    const rw = openOwn(file);
    try {
      const wanted = newHeader(identity, bootMark);
      const count = blockCount(identity.size);
      const stored = Buffer.alloc(HEADER_BYTES + count * SLOT_BYTES);
      const length =
        fstatSync(rw).size === stored.length ? readSync(rw, stored, 0, stored.length, 0) : 0;
      const fits =
        length === stored.length &&
        stored.subarray(0, BOOT_AT).equals(wanted.subarray(0, BOOT_AT)) &&
        stored.readUInt32LE(CRC_AT) === crc32(stored.subarray(0, CRC_AT));
      if (!fits) {
        ftruncateSync(rw, 0);
        ftruncateSync(rw, HEADER_BYTES + count * SLOT_BYTES);
        writeHeader(rw, wanted);
        return new PartJournal(
          rw,
          wanted,
          Array.from({ length: count }, () => null),
          bootMark,
          false,
          true,
        );
      }
      const digests = Array.from({ length: count }, (_, index) => {
        const at = HEADER_BYTES + index * SLOT_BYTES;
        const digest = stored.subarray(at, at + DIGEST_BYTES);
        return stored.readUInt32LE(at + DIGEST_BYTES) === slotCrc(index, digest) ? digest : null;
      });
      const sameBoot = bootMarkOf(stored).equals(bootMarkOf(wanted));
      bootMarkOf(stored).copy(wanted, BOOT_AT);
      if (digests.some((digest) => digest !== null)) revisionOf(stored).copy(wanted, REVISION_AT);
      writeHeader(rw, wanted);
      return new PartJournal(rw, wanted, digests, bootMark, true, sameBoot);
    } catch (error) {
      closeSync(rw);
      throw error;
    }
  }

  /** Notes that every block which is still done was compared with the part, in the present boot. */
  believe(): void {
    sha256(this.#bootMark).copy(this.#header, BOOT_AT);
    writeHeader(this.#fd, this.#header);
  }

  /**
   * Whether an answer of revision `rev` may be joined to the blocks that are here. The first that tells its revision
   * settles it, for later processes, too: a listing may not tell it.
   */
  joins(rev: string | null): boolean {
    if (rev === null) return true;
    const known = revisionOf(this.#header);
    const told = sha256(rev);
    if (!known.equals(NO_REVISION)) return known.equals(told);
    told.copy(known);
    writeHeader(this.#fd, this.#header);
    return true;
  }

  isDone(index: number): boolean {
    return this.#digests[index] !== null;
  }

  digestOf(index: number): Buffer | null {
    return this.#digests[index] ?? null;
  }

  /** Notes that block `index`, whose SHA-256 is `digest` (32 bytes), is written to the part. */
  markDone(index: number, digest: Uint8Array): void {
    const slot = Buffer.alloc(SLOT_BYTES);
    slot.set(digest, 0);
    slot.writeUInt32LE(slotCrc(index, digest), DIGEST_BYTES);
    writeSync(this.#fd, slot, 0, SLOT_BYTES, HEADER_BYTES + index * SLOT_BYTES);
    this.#digests[index] = slot.subarray(0, DIGEST_BYTES);
  }

  /** Takes block `index` back: it has to be fetched again. */
  forget(index: number): void {
    writeSync(this.#fd, Buffer.alloc(SLOT_BYTES), 0, SLOT_BYTES, HEADER_BYTES + index * SLOT_BYTES);
    this.#digests[index] = null;
  }

  /** Forgets the revision, too. */
  forgetAll(): void {
    for (let index = 0; index < this.#digests.length; index += 1) {
      if (this.isDone(index)) this.forget(index);
    }
    NO_REVISION.copy(this.#header, REVISION_AT);
    writeHeader(this.#fd, this.#header);
  }

  /** Dropbox's content_hash of the file, lower-case hex. All blocks must be done. */
  contentHash(): string {
    return contentHashOfDigests(
      this.#digests.map((digest) => {
        if (digest === null) throw new Error('content_hash asked for before all blocks are done');
        return digest;
      }),
    );
  }

  close(): void {
    closeSync(this.#fd);
  }
}
