import { createHash } from 'node:crypto';
import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';

/**
 * Dropbox's content_hash of the blocks of a file, by their SHA-256 digests in order. The demo computes it by itself: a
 * mistake in the client's hash must not be confirmed by its server.
 */
export function contentHashOfDigests(digests: Iterable<Uint8Array>): string {
  const overall = createHash('sha256');
  for (const digest of digests) overall.update(digest);
  return overall.digest('hex');
}

/** The content_hash of bytes that are in memory: 64 hex digits in lower case. */
export function contentHashOf(bytes: Uint8Array): string {
  const digests: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += BLOCK_BYTES) {
    digests.push(
      createHash('sha256')
        .update(bytes.subarray(at, at + BLOCK_BYTES))
        .digest(),
    );
  }
  return contentHashOfDigests(digests);
}
