import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import { type BlockHash, BlockHashing, type BlockThread } from './block-hashing.ts';
import { HashThread } from './hash-thread.ts';

const SLOT = 64 * 1024;

/** A second thread that answers nothing, and how many were begun. */
function idleThread(backlog = 0) {
  const begun: BlockThread[] = [];
  const thread: BlockThread = {
    backlog,
    newBlock: () => 1,
    hash: () => new Promise(() => undefined),
    drop: () => undefined,
  };
  const begin = (): BlockThread => {
    begun.push(thread);
    return thread;
  };
  return { begin, begun };
}

/** Takes a block every `everyMs` for two seconds. */
function twoSeconds(hashing: BlockHashing, everyMs: number, clock: { ms: number }): void {
  for (let ms = 0; ms < 2_000; ms += everyMs) {
    clock.ms += everyMs;
    hashing.newBlock();
  }
}

/** Whether a second thread was begun after two seconds of so many streams with a block each `everyMs`. */
function beginsThread(streams: number, utilization: number, everyMs: number): boolean {
  const clock = { ms: 0 };
  const { begin, begun } = idleThread();
  const hashing = new BlockHashing(
    begin,
    () => utilization,
    () => clock.ms,
  );
  hashing.streams = streams;
  twoSeconds(hashing, everyMs, clock);
  return begun.length > 0;
}

describe('A second thread for hashes', () => {
  it('is begun where several streams keep the first one busy', () => {
    expect(beginsThread(2, 0.99, 8)).toBe(true);
    expect(beginsThread(6, 0.9, 8)).toBe(false);
  });

  it('is begun for one stream only where that is slow though the first thread is busy', () => {
    expect(beginsThread(1, 0.99, 14)).toBe(true);
    expect(beginsThread(1, 0.99, 8)).toBe(false);
    expect(beginsThread(1, 0.5, 14)).toBe(false);
  });

  it.each([
    ['what kept the first one busy before the first block, or between two files', 5_000],
    ['one stream that was slow for a moment', 250],
  ])('is not begun for %s', (_, pauseMs) => {
    const clock = { ms: 0 };
    const { begin, begun } = idleThread();
    const hashing = new BlockHashing(
      begin,
      () => 0.99,
      () => clock.ms,
    );
    hashing.streams = 1;
    twoSeconds(hashing, 8, clock);
    clock.ms += pauseMs;
    twoSeconds(hashing, 8, clock);
    expect(begun).toEqual([]);
  });

  it('is begun once, and gets no block while it has enough', () => {
    const clock = { ms: 0 };
    const { begin, begun } = idleThread(5);
    const hashing = new BlockHashing(
      begin,
      () => 1,
      () => clock.ms,
    );
    hashing.streams = 2;
    twoSeconds(hashing, 10, clock);
    expect(begun).toHaveLength(1);
    expect(hashing.newBlock().slotEnds(new SharedArrayBuffer(1), 1, false)).toBeNull();
  });
});

/** The hashing of a thread that is there already. */
async function inThread(thread: HashThread): Promise<BlockHashing> {
  await vi.waitFor(() => expect(thread.backlog).toBe(0));
  let ms = 0;
  const hashing = new BlockHashing(
    () => thread,
    () => 1,
    () => (ms += 300),
  );
  hashing.streams = 2;
  // The first block only begins the measurement.
  hashing.newBlock().drop();
  return hashing;
}

/** Hands the slots of a block over, each once the one before may change. */
async function hashOf(hash: BlockHash, block: Uint8Array, memory: SharedArrayBuffer) {
  for (let at = 0; at < block.length; at += SLOT) {
    const piece = block.subarray(at, at + SLOT);
    new Uint8Array(memory).set(piece);
    hash.landed(new Uint8Array(memory, 0, piece.length));
    await hash.slotEnds(memory, piece.length, at + SLOT >= block.length);
  }
  return Buffer.from(await hash.digest());
}

it('hashes blocks side by side in the second thread as in the first, also after one was given up', async () => {
  const hashing = await inThread(new HashThread());
  const memories = [0, 1, 2].map(() => new SharedArrayBuffer(SLOT));
  const blocks = [3 * SLOT, SLOT + 7, 2 * SLOT].map((bytes) => randomBytes(bytes));
  const givenUp = hashing.newBlock();
  await givenUp.slotEnds(new SharedArrayBuffer(SLOT), SLOT, false);
  givenUp.drop();
  const found = await Promise.all(
    blocks.map(async (block, index) => await hashOf(hashing.newBlock(), block, memories[index]!)),
  );
  const expected = blocks.map((block) => createHash('sha256').update(block).digest());
  expect(found).toEqual(expected);
});

it('fails a block as a broken connection does where the second thread has ended, and goes on in the first', async () => {
  const thread = new HashThread();
  const hashing = await inThread(thread);
  const memory = new SharedArrayBuffer(SLOT);
  const hash = hashing.newBlock();
  const ended = thread.end();
  const freed = hash.slotEnds(memory, SLOT, true);
  await ended;
  await freed;
  await expect(hash.digest()).rejects.toSatisfy(
    (error) => error instanceof AppError && error.code === 'network',
  );
  const block = randomBytes(SLOT);
  expect(await hashOf(hashing.newBlock(), block, memory)).toEqual(
    createHash('sha256').update(block).digest(),
  );
});
