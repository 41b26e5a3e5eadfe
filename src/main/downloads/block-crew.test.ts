import { hash } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';
import { BlockCrew } from './block-crew.ts';

function openCrew() {
  const folder = mkdtempSync(join(tmpdir(), 'crew-'));
  const file = join(folder, 'a.part');
  const fd = openSync(file, 'w');
  const crew = new BlockCrew();
  onTestFinished(async () => {
    await crew.close();
    closeSync(fd);
    rmSync(folder, { recursive: true });
  });
  const filled = (byte: number): Buffer => crew.take().fill(byte);
  return { crew, file, fd, filled };
}

it('writes blocks where they belong, and tells their SHA-256', async () => {
  const { crew, file, fd, filled } = openCrew();
  const [second, first] = await Promise.all([
    crew.finish(fd, filled(2), 1_000, BLOCK_BYTES),
    crew.finish(fd, filled(1), BLOCK_BYTES, 0),
  ]);
  const bytes = readFileSync(file);
  expect(bytes.length).toBe(BLOCK_BYTES + 1_000);
  expect(Buffer.from(first)).toEqual(hash('sha256', bytes.subarray(0, BLOCK_BYTES), 'buffer'));
  expect(Buffer.from(second)).toEqual(hash('sha256', bytes.subarray(BLOCK_BYTES), 'buffer'));
});

it("rejects with the disk's own error, and goes on with the next block", async () => {
  const { crew, file, fd, filled } = openCrew();
  const readOnly = openSync(file, 'r');
  await expect(crew.finish(readOnly, filled(1), 10, 0)).rejects.toMatchObject({ code: 'EBADF' });
  closeSync(readOnly);
  await crew.finish(fd, filled(3), 10, 0);
  expect(readFileSync(file)).toEqual(Buffer.alloc(10, 3));
});

it('lets everybody go on who waited for room, also those after one who has left', async () => {
  const { crew, fd, filled } = openCrew();
  const blocks = Array.from({ length: 6 }, (_, index) =>
    crew.finish(fd, filled(index), BLOCK_BYTES, index * BLOCK_BYTES),
  );
  // More wait than blocks are in flight, and none of them brings another.
  const waiting = Array.from({ length: 12 }, async () => {
    const wait = crew.room();
    expect(wait).not.toBeNull();
    await wait;
  });
  await Promise.all(blocks);
  await Promise.all(waiting);
  expect(crew.room()).toBeNull();
});

it('leaves nobody waiting when it is closed in the middle of a block', async () => {
  const { crew, fd, filled } = openCrew();
  const blocks = Array.from({ length: 3 }, (_, index) =>
    crew.finish(fd, filled(index), BLOCK_BYTES, index * BLOCK_BYTES),
  );
  const ends = Promise.allSettled([...blocks, crew.room()]);
  await crew.close();
  expect((await ends).at(-1)).toMatchObject({ status: 'fulfilled' });
  expect(crew.room()).toBeNull();
});

it('keeps no place for a block that could not be handed over', async () => {
  const { crew, file, fd, filled } = openCrew();
  const gone = filled(1);
  structuredClone(gone.buffer, { transfer: [gone.buffer as ArrayBuffer] });
  for (let tries = 0; tries < 3; tries += 1) {
    await expect(crew.finish(fd, gone, 10, 0)).rejects.toThrow();
  }
  expect(crew.room()).toBeNull();
  await crew.finish(fd, filled(3), 10, 0);
  expect(readFileSync(file)).toEqual(Buffer.alloc(10, 3));
});

it('starts another thread where the first was ended', async () => {
  const { crew, file, fd, filled } = openCrew();
  await crew.finish(fd, filled(1), 10, 0);
  await crew.close();
  await crew.finish(fd, filled(2), 10, 0);
  expect(readFileSync(file)).toEqual(Buffer.alloc(10, 2));
});
