import { createHash, randomBytes } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, it, onTestFinished } from 'vitest';
import { readableBody } from '#main/engine/wire/readable-body.ts';
import { BLOCK_BYTES, blockCount } from '#shared/downloads/blocks.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { BlockLanes } from './block-lanes.ts';
import type { FileResponse, FileSource } from './file-source.ts';
import { openPart, type PartFile } from './part-file.ts';
import { writeSmallFile } from './small-file.ts';
import { targetOf } from './target.ts';
import type { TransferRequest } from './transfer-request.ts';

/** Blocks differ only in their first bytes, so that 100 MiB cost little. */
function block(index: number, size: number): Buffer {
  const bytes = Buffer.alloc(Math.min(BLOCK_BYTES, size - index * BLOCK_BYTES), index);
  bytes.writeUInt32LE(index, 0);
  return bytes;
}

interface Call {
  readonly first: number;
  /** Undefined where the rest of the file was asked for. */
  readonly length: number | undefined;
  readonly signal: AbortSignal;
}

type Answer = (call: Call, body: () => Generator<Buffer>) => Partial<FileResponse> | AppError;

interface World {
  readonly part: PartFile;
  readonly request: TransferRequest;
  readonly calls: Call[];
  /** Places of the queue that are free. */
  places: number;
  received: number;
  /** How long a block takes on the way, however many lanes there are. */
  blockMs: number;
  /** What was answered when one of them was offered. */
  readonly widened: boolean[];
  answer: Answer;
}

/** A file of `size` bytes on a far side that honours ranges, and answers as `answer` says. */
async function openWorld(size: number): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'lanes-'));
  const target = targetOf(folder, '/EPOCH01/a.fits', 'posix');
  const file = {
    path: '/EPOCH01/a.fits',
    size,
    rev: 'r1',
    contentHash: null,
    checksum: null,
  };
  const part = await openPart(target, file, 'boot', new AbortController().signal);
  onTestFinished(async () => {
    await part.close();
    rmSync(folder, { recursive: true });
  });
  let nowMs = 0;
  const source: FileSource = {
    async openFile({ offset = 0, length, signal }) {
      const call = { first: offset / BLOCK_BYTES, length, signal };
      world.calls.push(call);
      const end = length === undefined ? size : offset + length;
      function* body(): Generator<Buffer> {
        for (let index = call.first; index * BLOCK_BYTES < end; index += 1) {
          yield block(index, size);
        }
      }
      const plain = {
        isWhole: offset === 0 && length === undefined,
        offset,
        totalBytes: size,
        rev: 'r1',
      };
      const answer = world.answer(call, body);
      if (answer instanceof AppError) throw answer;
      return {
        ...plain,
        body: readableBody(Readable.from(body(), { highWaterMark: 1 })),
        ...answer,
      };
    },
    mapBodyError: (error) =>
      error instanceof AppError ? error : new AppError('network', String(error)),
    relist: () => Promise.resolve(null),
  };
  const world: World = {
    part,
    calls: [],
    places: 0,
    received: 0,
    blockMs: 1_000,
    widened: [],
    answer: () => ({}),
    request: {
      source,
      file,
      target,
      bootMark: 'boot',
      checkRoot: () => undefined,
      writeSmallFile,
      now: () => nowMs,
      signal: new AbortController().signal,
      onProgress: (_bytesDone, received) => {
        world.received += received;
        nowMs += (received / BLOCK_BYTES) * world.blockMs;
      },
      onVerifying: () => undefined,
      onArrived: () => undefined,
      onWidenable(widen) {
        if (widen === null || world.places === 0) return;
        world.places -= 1;
        world.widened.push(widen());
      },
      onLaneEnd: () => undefined,
    },
  };
  return world;
}

/** Holds what is on disk and in the journal against the far side's file. */
function expectComplete({ part, request }: World): void {
  const { size } = request.file;
  const fd = openSync(request.target.part, 'r');
  try {
    for (let index = 0; index < blockCount(size); index += 1) {
      const wanted = block(index, size);
      const found = Buffer.alloc(wanted.length);
      readSync(fd, found, 0, found.length, index * BLOCK_BYTES);
      expect(found.equals(wanted), `block ${index}`).toBe(true);
      const digest = createHash('sha256').update(wanted).digest();
      expect(part.journal.digestOf(index)?.equals(digest), `digest ${index}`).toBe(true);
    }
  } finally {
    closeSync(fd);
  }
}

const BLOCKS = 24;
const SIZE = (BLOCKS - 1) * BLOCK_BYTES + 1_000;

it('downloads a file over one connection if no slot is free', async () => {
  const world = await openWorld(SIZE);
  await new BlockLanes(world.request, world.part).run();
  expect(world.calls).toMatchObject([{ first: 0, length: undefined }]);
  expectComplete(world);
});

it('gives the second half to a second connection, and fetches no block twice', async () => {
  const world = await openWorld(SIZE);
  world.places = 1;
  await new BlockLanes(world.request, world.part).run();
  expect(world.widened).toEqual([true]);
  expect(world.calls).toMatchObject([{ first: 0 }, { length: undefined }]);
  expect(world.calls[1]!.first).toBeGreaterThanOrEqual(BLOCKS / 2);
  expectComplete(world);
  // Only bytes that were in flight when the second connection took over may arrive twice.
  expect(world.received).toBeLessThanOrEqual(SIZE + 2 * BLOCK_BYTES);
});

it('opens no second connection if the first is fast', async () => {
  const world = await openWorld(SIZE);
  world.places = 1;
  world.blockMs = 50;
  await new BlockLanes(world.request, world.part).run();
  expect(world.widened).toEqual([]);
  expect(world.calls).toHaveLength(1);
});

it('opens no third connection if the second did not make the file faster', async () => {
  const world = await openWorld(2 * SIZE);
  world.places = 3;
  // Each block takes the same time on either lane: two lanes are no faster than one.
  await new BlockLanes(world.request, world.part).run();
  expect(world.widened).toEqual([true]);
  expect(world.calls).toHaveLength(2);
});

it('does not split a small file', async () => {
  const world = await openWorld(15 * BLOCK_BYTES);
  world.places = 1;
  await new BlockLanes(world.request, world.part).run();
  expect(world.widened).toEqual([false]);
  expect(world.calls).toHaveLength(1);
  expectComplete(world);
});

it('fetches the second half over the first connection if the second one fails', async () => {
  const world = await openWorld(SIZE);
  world.places = 1;
  world.answer = () => (world.calls.length === 2 ? new AppError('network', 'reset') : {});
  await new BlockLanes(world.request, world.part).run();
  const [first, second, third] = world.calls.map((call) => call.first);
  expect([first, third, world.calls.length]).toEqual([0, second, 3]);
  expectComplete(world);
});

it('continues over one connection if the server ignores ranges', async () => {
  const world = await openWorld(SIZE);
  world.places = 1;
  world.answer = ({ first }) =>
    first > 0
      ? { isWhole: true, offset: 0, body: readableBody(Readable.from([randomBytes(1_000)])) }
      : {};
  await expect(new BlockLanes(world.request, world.part).run()).rejects.toMatchObject({
    code: 'network',
  });
  // The second connection ends. The first one requests that half, and gets the whole file, cut short.
  const [first, second, third] = world.calls.map((call) => call.first);
  expect([first, third, world.calls.length]).toEqual([0, second, 3]);
  expect(world.part.journal.digestOf(0)).toBeNull();
});

it('does not join two revisions if the listing contains none', async () => {
  const world = await openWorld(SIZE);
  world.places = 1;
  world.answer = ({ first }) => (first > 0 ? { rev: 'r2' } : {});
  const file = { ...world.request.file, rev: null };
  await expect(new BlockLanes({ ...world.request, file }, world.part).run()).rejects.toMatchObject({
    code: 'file-changed',
  });
  expect(world.part.journal.digestOf(0)).toBeNull();
});

it('joins nothing to blocks of an earlier process if the revision has changed since', async () => {
  const world = await openWorld(SIZE);
  const file = { ...world.request.file, rev: null };
  world.answer = (_call, body) => ({
    body: readableBody(
      Readable.from(
        (function* () {
          yield body().next().value as Buffer;
          throw new AppError('cancelled', 'the app was killed');
        })(),
      ),
    ),
  });
  await expect(new BlockLanes({ ...world.request, file }, world.part).run()).rejects.toMatchObject({
    code: 'cancelled',
  });
  await world.part.flush.settle();
  expect(world.part.journal.isDone(0)).toBe(true);

  const later = await openPart(
    world.request.target,
    world.request.file,
    'boot',
    new AbortController().signal,
  );
  onTestFinished(() => later.close());
  world.answer = () => ({ rev: 'r2' });
  await expect(new BlockLanes({ ...world.request, file }, later).run()).rejects.toMatchObject({
    code: 'file-changed',
  });
  expect(later.journal.isDone(0)).toBe(false);
});

it('stops every connection and discards the blocks if one finds another revision', async () => {
  const world = await openWorld(SIZE);
  world.places = 1;
  world.answer = ({ first }) => (first > 0 ? { rev: 'r2' } : {});
  await expect(new BlockLanes(world.request, world.part).run()).rejects.toMatchObject({
    code: 'file-changed',
  });
  expect(world.calls.every(({ signal }) => signal.aborted)).toBe(true);
  for (let index = 0; index < BLOCKS; index += 1) {
    expect(world.part.journal.digestOf(index)).toBeNull();
  }
});
