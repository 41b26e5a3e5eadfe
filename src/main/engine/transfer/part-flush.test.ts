import { mkdtempSync, rmSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';
import { PartFlush } from './part-flush.ts';
import { PartJournal } from './part-journal.ts';

const IDENTITY = { path: '/a.fits', size: 20 * BLOCK_BYTES, rev: 'r1', contentHash: null };

/** A journal with one block done, and a real file on a disk that fails its syncs in the order given, once each. */
async function openDisk(
  ...fails: ('sync' | 'datasync')[]
): Promise<{ journal: PartJournal; flush: PartFlush; asked: string[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'flush-'));
  const handle = await open(join(folder, 'a.fits.part'), 'w+');
  const journal = PartJournal.open(join(folder, 'a.fits.part.journal'), IDENTITY, 'boot');
  journal.markDone(0, Buffer.alloc(32, 7));
  onTestFinished(async () => {
    journal.close();
    await handle.close();
    rmSync(folder, { recursive: true });
  });
  const asked: string[] = [];
  const act = async (what: 'sync' | 'datasync'): Promise<void> => {
    asked.push(what);
    if (fails[0] !== what) return await handle[what]();
    fails.shift();
    throw Object.assign(new Error('the disk could not write'), { code: 'EIO' });
  };
  const disk: Pick<FileHandle, 'sync' | 'datasync'> = {
    sync: () => act('sync'),
    datasync: () => act('datasync'),
  };
  return { journal, flush: new PartFlush(disk, journal), asked };
}

it('syncs the part file every 64 MiB, and at the end', async () => {
  const { journal, flush, asked } = await openDisk();
  for (let block = 0; block < 20; block += 1) flush.wrote(BLOCK_BYTES);
  await flush.finish();
  expect(asked).toEqual(['datasync', 'sync']);
  expect(journal.isDone(0)).toBe(true);
});

it('discards all blocks after a failed datasync, because the system reports such an error only once', async () => {
  const { journal, flush } = await openDisk('datasync');
  flush.wrote(16 * BLOCK_BYTES);
  await expect(flush.finish()).rejects.toMatchObject({ code: 'EIO' });
  expect(journal.isDone(0)).toBe(false);
});

it('discards the blocks at once and counts no later ones, so that a kill at any moment is safe', async () => {
  const { journal, flush } = await openDisk('datasync');
  flush.wrote(16 * BLOCK_BYTES);
  await vi.waitUntil(() => !journal.isDone(0));
  expect(() => flush.wrote(BLOCK_BYTES)).toThrow('the disk could not write');
});

it('discards all blocks after a failed sync at the end', async () => {
  const { journal, flush } = await openDisk('sync');
  await expect(flush.finish()).rejects.toMatchObject({ code: 'EIO' });
  expect(journal.isDone(0)).toBe(false);
});

it('discards the blocks of a failed flush when the part file is closed, too', async () => {
  const { journal, flush } = await openDisk('datasync');
  flush.wrote(16 * BLOCK_BYTES);
  await flush.settle();
  expect(journal.isDone(0)).toBe(false);
});
