import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it, onTestFinished, vi } from 'vitest';
import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';
import { BlockHashing, type BlockThread } from './block-hashing.ts';
import { BlockWriter } from './block-writer.ts';
import { HashThread } from './hash-thread.ts';
import { openPart, type PartFile } from './part-file.ts';
import { targetOf } from './target.ts';

const SIZE = 2 * BLOCK_BYTES + 700_000;
const FILE = { path: '/a.fits', size: SIZE, rev: 'r1', contentHash: null, checksum: null };
const BYTES = randomBytes(SIZE);

function digest(index: number): Buffer {
  const block = BYTES.subarray(index * BLOCK_BYTES, (index + 1) * BLOCK_BYTES);
  return createHash('sha256').update(block).digest();
}

async function open(): Promise<PartFile> {
  const folder = mkdtempSync(join(tmpdir(), 'writer-'));
  const part = await openPart(
    targetOf(folder, FILE.path, 'posix'),
    FILE,
    'boot',
    new AbortController().signal,
  );
  onTestFinished(async () => {
    await part.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return part;
}

/** Brings the file from block `first` on in chunks of at most these lengths, over and over. */
async function pushAll(
  part: PartFile,
  first: number,
  lengths: readonly number[],
  hashing = new BlockHashing(),
) {
  const blocks: number[] = [];
  const claim = { first, at: first, end: 3 };
  const writer = new BlockWriter({
    part,
    size: SIZE,
    claim,
    onBlock: (index) => blocks.push(index),
    hashing,
  });
  let at = first * BLOCK_BYTES;
  for (let turn = 0; at < SIZE; turn += 1) {
    const space = writer.space();
    if (space === null) {
      await writer.whenSpace();
      continue;
    }
    const chunk = BYTES.subarray(at, at + Math.min(space.length, lengths[turn % lengths.length]!));
    space.set(chunk);
    writer.landed(chunk.length);
    at += chunk.length;
  }
  await writer.end();
  return { writer, blocks };
}

it('journals the same digests where a second thread hashes', async () => {
  const thread = new HashThread();
  await vi.waitFor(() => expect(thread.backlog).toBe(0));
  let [ms, hashed] = [0, 0];
  const counted: BlockThread = {
    get backlog() {
      return thread.backlog;
    },
    newBlock: () => thread.newBlock(),
    async hash(...piece) {
      const answer = await thread.hash(...piece);
      hashed += 1;
      return answer;
    },
    drop: (block) => thread.drop(block),
  };
  const hashing = new BlockHashing(
    () => counted,
    () => 1,
    () => (ms += 300),
  );
  hashing.streams = 1;
  const part = await open();
  const { blocks } = await pushAll(part, 0, [300_000]);
  const again = await open();
  const second = await pushAll(again, 0, [300_000], hashing);
  expect(second.blocks.toSorted((a, b) => a - b)).toEqual(blocks.toSorted((a, b) => a - b));
  for (const index of second.blocks) {
    expect(again.journal.digestOf(index)).toEqual(digest(index));
  }
  expect(hashed).toBeGreaterThan(0);
  expect(hashing.streams).toBe(1);
});

it('writes and journals every block, however the bytes are cut into chunks', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 10_000, max: 6_000_000 }), { minLength: 1, maxLength: 9 }),
      fc.constantFrom(0, 1),
      async (lengths, first) => {
        const part = await open();
        const { writer, blocks } = await pushAll(part, first, lengths);
        const from = first * BLOCK_BYTES;
        expect(readFileSync(part.name).subarray(from).equals(BYTES.subarray(from))).toBe(true);
        // The disk may be done with the second of two before the first.
        expect(blocks.toSorted((a, b) => a - b)).toEqual([0, 1, 2].slice(first));
        for (const index of blocks) expect(part.journal.digestOf(index)).toEqual(digest(index));
        expect([writer.isFull, writer.bytesHeld, writer.finishedBlocks]).toEqual([
          true,
          0,
          blocks.length,
        ]);
      },
    ),
    { numRuns: 15 },
  );
});

it('continues after a short write', async () => {
  const part = await open();
  const { handle } = part;
  let takes = 0;
  const reluctant: PartFile = {
    ...part,
    handle: Object.create(handle, {
      write: {
        value: (slot: Buffer, from: number, bytes: number, position: number) => {
          takes += 1;
          return handle.write(slot, from, Math.ceil(bytes / 3), position);
        },
      },
    }) as PartFile['handle'],
  };
  await pushAll(reluctant, 0, [300_000]);
  expect(takes).toBeGreaterThan(10);
  expect(readFileSync(part.name).equals(BYTES)).toBe(true);
});

it('journals no block after a failed write, and reports the error of the disk', async () => {
  const part = await open();
  const { handle } = part;
  let writes = 0;
  const full: PartFile = {
    ...part,
    handle: Object.create(handle, {
      write: {
        value: async (...given: [Buffer, number, number, number]) => {
          writes += 1;
          if (writes > 3) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
          return await handle.write(...given);
        },
      },
    }) as PartFile['handle'],
  };
  await expect(pushAll(full, 0, [64_000])).rejects.toMatchObject({ code: 'disk-full' });
  expect(part.journal.isDone(0)).toBe(false);
});
