import { createHash, webcrypto } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';
import { giveBlockBuffer, takeBlockBuffer } from './block-buffers.ts';
import { contentHashOf, contentHashOfDigests } from './content-hash.ts';

/** Blocks in progress: two are hashed on threads of the pool while the next one is read. */
const IN_FLIGHT = 3;

/** Files up to this size are read as a whole; block buffers would cost more than the hash. */
const SMALL_BYTES = 1024 * 1024;

export interface FileHashes {
  /** Bytes read. */
  readonly size: number;
  readonly contentHash: string;
  /** Of the whole file, lower-case hex; null if not asked for. */
  readonly checksum: string | null;
}

export interface HashFileOptions {
  /** A whole-file checksum to compute in the same pass. */
  readonly checksum?: 'md5' | 'sha256' | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called with the bytes read so far. */
  readonly onProgress?: ((bytesDone: number) => void) | undefined;
}

/**
 * Reads a file once and computes its content_hash, block-parallel on the thread pool, and a plain checksum if
 * asked. Throws Node's file-system errors, and the signal's reason when aborted.
 */
export async function hashFile(file: string, options: HashFileOptions = {}): Promise<FileHashes> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    return size <= SMALL_BYTES
      ? hashBytes(await handle.readFile(), options)
      : await hashBlocks(handle, options);
  } finally {
    await handle.close();
  }
}

async function hashBlocks(handle: FileHandle, options: HashFileOptions): Promise<FileHashes> {
  const whole = options.checksum === undefined ? null : createHash(options.checksum);
  const digests: Uint8Array[] = [];
  const buffers = Array.from({ length: IN_FLIGHT }, takeBlockBuffer);
  const busy: Promise<void>[] = Array.from({ length: IN_FLIGHT }, () => Promise.resolve());
  try {
    let size = 0;
    for (let index = 0; ; index += 1) {
      const slot = index % IN_FLIGHT;
      await busy[slot];
      options.signal?.throwIfAborted();
      const buffer = buffers[slot]!;
      const bytes = await readFully(handle, buffer, size);
      if (bytes === 0) break;
      const block = buffer.subarray(0, bytes);
      size += bytes;
      whole?.update(block);
      busy[slot] = webcrypto.subtle.digest('SHA-256', block).then((digest) => {
        digests[index] = new Uint8Array(digest);
      });
      options.onProgress?.(size);
      if (bytes < BLOCK_BYTES) break;
    }
    await Promise.all(busy);
    return {
      size,
      contentHash: contentHashOfDigests(digests),
      checksum: whole?.digest('hex') ?? null,
    };
  } finally {
    // A block that is still being hashed must not be reused.
    await Promise.allSettled(busy);
    for (const buffer of buffers) giveBlockBuffer(buffer);
  }
}

function hashBytes(bytes: Buffer, options: HashFileOptions): FileHashes {
  options.onProgress?.(bytes.length);
  return {
    size: bytes.length,
    contentHash: contentHashOf(bytes),
    checksum:
      options.checksum === undefined
        ? null
        : createHash(options.checksum).update(bytes).digest('hex'),
  };
}

/** Fills `buffer` from `position` on, less only at the end of the file. @returns the bytes read */
async function readFully(handle: FileHandle, buffer: Buffer, position: number): Promise<number> {
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await handle.read(
      buffer,
      filled,
      buffer.length - filled,
      position + filled,
    );
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}
