import { createHash, type Hash, hash } from 'node:crypto';
import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';

/** Hashes a stream as Dropbox does. Chunks may be of any length and need not respect block edges. */
export interface ContentHasher {
  update(chunk: Uint8Array): void;
  /** 64 hex digits in lower case. Ends the hasher: it accepts no more chunks. */
  digest(): string;
}

/**
 * Dropbox's content_hash: SHA-256 of each 4 MiB block, those digests in order, SHA-256 of that.
 * A chunk is hashed before `update` returns, so the caller may reuse its buffer.
 */
export function createContentHasher(): ContentHasher {
  const overall = createHash('sha256');
  let block: Hash | null = null;
  let bytesInBlock = 0;

  const closeBlock = (): void => {
    if (block === null) return;
    overall.update(block.digest());
    block = null;
    bytesInBlock = 0;
  };

  return {
    update(chunk) {
      let offset = 0;
      while (offset < chunk.length) {
        block ??= createHash('sha256');
        const end = Math.min(chunk.length, offset + BLOCK_BYTES - bytesInBlock);
        block.update(chunk.subarray(offset, end));
        bytesInBlock += end - offset;
        offset = end;
        if (bytesInBlock === BLOCK_BYTES) closeBlock();
      }
    },
    digest() {
      closeBlock();
      return overall.digest('hex');
    },
  };
}

/** The content_hash of bytes in memory: 64 hex digits in lower case. */
export function contentHashOf(bytes: Uint8Array): string {
  // One-shot hashes cost a fifth of a hasher for small files.
  if (bytes.length > 0 && bytes.length <= BLOCK_BYTES) {
    return hash('sha256', hash('sha256', bytes, 'buffer'), 'hex');
  }
  const hasher = createContentHasher();
  hasher.update(bytes);
  return hasher.digest();
}

/** The content_hash of a file whose blocks were hashed one by one: their SHA-256 digests, in order. */
export function contentHashOfDigests(digests: Iterable<Uint8Array>): string {
  const overall = createHash('sha256');
  for (const digest of digests) overall.update(digest);
  return overall.digest('hex');
}
