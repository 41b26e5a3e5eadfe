import { createHash, type Hash } from 'node:crypto';
import { contentHashOfDigests } from './content-hash.ts';
import { BLOCK_BYTES, blockCount, blockLength } from '#shared/downloads/blocks.ts';
import { createRandom } from '../random.ts';
import type { FileContent } from './file-content.ts';

const STAMP_BYTES = 32;
const CHUNK_BYTES = 512 * 1024;

/**
 * Content of any size that costs no memory and next to no time, whatever part of it is asked for.
 *
 * Every block is the same noise but for a stamp at its end, made from the key and the block's number. So no two
 * blocks are alike, and yet the hash of a block is that of the noise, worked out once, carried on over the stamp.
 */
export function syntheticContent(key: string, size: number): FileContent {
  const blocks = blockCount(size);

  const stampOf = (index: number): Buffer => {
    const stamp = createHash('sha256').update(`${key}\0${index}`).digest();
    return stamp.subarray(0, Math.min(STAMP_BYTES, blockLength(size, index)));
  };

  function* digests(): Generator<Uint8Array> {
    for (let index = 0; index < blocks; index += 1) {
      const stamp = stampOf(index);
      yield hashOfNoise(blockLength(size, index) - stamp.length)
        .update(stamp)
        .digest();
    }
  }

  return {
    size,
    keptBytes: 0,
    contentHash: () => contentHashOfDigests(digests()),
    *read(start, end) {
      let position = start;
      while (position < end) {
        const index = Math.floor(position / BLOCK_BYTES);
        const blockStart = index * BLOCK_BYTES;
        const stamp = stampOf(index);
        const stampStart = blockStart + blockLength(size, index) - stamp.length;
        if (position < stampStart) {
          const chunkEnd = Math.min(end, stampStart, position + CHUNK_BYTES);
          yield noise().subarray(position - blockStart, chunkEnd - blockStart);
          position = chunkEnd;
        } else {
          const chunkEnd = Math.min(end, stampStart + stamp.length);
          yield stamp.subarray(position - stampStart, chunkEnd - stampStart);
          position = chunkEnd;
        }
      }
    },
  };
}

let sharedNoise: Uint8Array | undefined;

function noise(): Uint8Array {
  if (sharedNoise === undefined) {
    const random = createRandom('synthetic content');
    const words = new Uint32Array(BLOCK_BYTES / 4);
    for (let i = 0; i < words.length; i += 1) words[i] = random.below(2 ** 32);
    sharedNoise = new Uint8Array(words.buffer);
  }
  return sharedNoise;
}

let hashed: { readonly length: number; readonly hash: Hash } | undefined;

/** A hash that has taken in so many bytes of the noise; the last one is kept, for lengths come in runs. */
function hashOfNoise(length: number): Hash {
  if (hashed?.length !== length) {
    hashed = { length, hash: createHash('sha256').update(noise().subarray(0, length)) };
  }
  return hashed.hash.copy();
}
