import { assert, integer, nat, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentHashOf } from '#main/system/integrity/content-hash.ts';
import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';
import { syntheticContent } from './synthetic-content.ts';

const read = (key: string, size: number, start = 0, end = size): Buffer =>
  Buffer.concat([...syntheticContent(key, size).read(start, end)]);

describe('syntheticContent', () => {
  it.each([0, 1, 31, 32, 33, 10_240, BLOCK_BYTES, BLOCK_BYTES + 1, 2 * BLOCK_BYTES + 5])(
    'of %i bytes has the hash of its bytes',
    (size) => {
      const bytes = read('a', size);
      expect(bytes).toHaveLength(size);
      expect(syntheticContent('a', size).contentHash()).toBe(contentHashOf(bytes));
    },
  );

  it('reads the same bytes wherever it is asked to start', () => {
    const size = BLOCK_BYTES + 100;
    const whole = read('a', size);
    assert(
      property(integer({ min: -200, max: 99 }), nat(150), (fromEdge, length) => {
        const start = BLOCK_BYTES + fromEdge;
        const end = Math.min(size, start + length);
        expect(read('a', size, start, end).equals(whole.subarray(start, end))).toBe(true);
      }),
    );
  });

  it('differs from file to file and from block to block', () => {
    expect(read('a', 100).equals(read('b', 100))).toBe(false);
    const bytes = read('a', 2 * BLOCK_BYTES);
    expect(bytes.subarray(0, BLOCK_BYTES).equals(bytes.subarray(BLOCK_BYTES))).toBe(false);
  });

  it('hashes fifty gigabytes without reading them', () => {
    const huge = syntheticContent('huge', 50_000_000_000);
    expect(huge.contentHash()).toMatch(/^[0-9a-f]{64}$/);
    const [chunk] = huge.read(49_999_999_990, 50_000_000_000);
    expect(chunk).toHaveLength(10);
  });
});
