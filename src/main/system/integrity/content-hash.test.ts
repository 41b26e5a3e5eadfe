import { createHash } from 'node:crypto';
import { array, assert, nat, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';
import { contentHashOf, contentHashOfDigests, createContentHasher } from './content-hash.ts';

const letters = (count: number): Uint8Array => new Uint8Array(count).fill(0x41);

/** Vectors for the letter A, repeated. */
const VECTORS: readonly (readonly [number, string])[] = [
  [1, '1cd6ef71e6e0ff46ad2609d403dc3fee244417089aa4461245a4e4fe23a55e42'],
  [4_194_304, 'd4d63bac5b866c71620185392a8a6218ac1092454a2d16f820363b69852befa3'],
  [4_194_305, '8f553da8d00d0bf509d8470e242888be33019c20c0544811f5b2b89e98360b92'],
  [8_388_609, '02c8a4aefc2bfc9036f89a7098001865885938ca580e5c9e5db672385edd303c'],
];

describe('content_hash', () => {
  it.each(VECTORS)('of %i letters A equals that of Dropbox', (count, expected) => {
    expect(contentHashOf(letters(count))).toBe(expected);
  });

  it('of an empty file is the SHA-256 of nothing', () => {
    expect(contentHashOf(new Uint8Array())).toBe(createHash('sha256').digest('hex'));
  });

  it('does not depend on how the stream is cut', () => {
    const [count, expected] = VECTORS[3]!;
    const whole = letters(count);
    assert(
      property(array(nat(count), { maxLength: 8 }), (cuts) => {
        const edges = [0, ...cuts.toSorted((a, b) => a - b), count];
        const hasher = createContentHasher();
        for (let i = 1; i < edges.length; i += 1)
          hasher.update(whole.subarray(edges[i - 1], edges[i]));
        expect(hasher.digest()).toBe(expected);
      }),
      { numRuns: 20 },
    );
  });

  it('allows the caller to reuse its buffer', () => {
    const hasher = createContentHasher();
    const buffer = letters(1);
    hasher.update(buffer);
    buffer[0] = 0;
    expect(hasher.digest()).toBe(VECTORS[0]![1]);
  });

  it('can be computed from the digests of blocks', () => {
    const [count, expected] = VECTORS[3]!;
    const whole = letters(count);
    const digests = [0, 1, 2].map((i) =>
      createHash('sha256')
        .update(whole.subarray(i * BLOCK_BYTES, (i + 1) * BLOCK_BYTES))
        .digest(),
    );
    expect(contentHashOfDigests(digests)).toBe(expected);
  });
});
