import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { rememberRoot } from '#main/engine/queue/output-root.ts';
import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';
import { canMount, mountAt, mountDisk, unmount } from './testing/mounts.ts';
import { LARGE_BYTES, openStation } from './testing/station.ts';

const LARGE = '/EPOCH01/large.fits';
const SMALL = '/EPOCH01/small.xml';
const FILES = { [LARGE]: LARGE_BYTES, [SMALL]: 5_000 };
const MIB = 1024 * 1024;

describe('the output folder', () => {
  it('is not created again if it is gone, and the queue halts before any call', async () => {
    const station = await openStation({ files: FILES });
    const files = await station.list();
    renameSync(station.out, `${station.out}-elsewhere`);
    const { phase, totals } = await station.bring(files);
    expect(phase).toMatchObject({ kind: 'halted', by: 'disk', failure: { code: 'folder-gone' } });
    expect(station.said()).toMatch(
      /the output folder is gone, or its disk was taken out\. Bring it back, then continue/,
    );
    expect(totals.queued.files).toBe(2);
    expect(station.fetches()).toEqual([]);
    expect(statSync(station.out, { throwIfNoEntry: false })).toBeUndefined();
    renameSync(`${station.out}-elsewhere`, station.out);
    await station.start();
    await station.holds([LARGE, SMALL]);
  });

  it('loses nothing to another folder that replaces it in mid-download', async () => {
    const station = await openStation({ files: FILES });
    const files = await station.list(SMALL);
    station.demo.faults.add({ times: 1, fault: { kind: 'delay', milliseconds: 50 } });
    void station.demo.calls
      .until(() => station.fetches().length === 1)
      .then(() => {
        renameSync(station.out, `${station.out}-elsewhere`);
        mkdirSync(station.out);
      });
    const { phase } = await station.bring(files);
    expect(phase).toMatchObject({ kind: 'halted', by: 'disk', failure: { code: 'folder-gone' } });
    expect(readdirSync(station.out)).toEqual([]);
    rmSync(station.out, { recursive: true });
    renameSync(`${station.out}-elsewhere`, station.out);
    await station.start();
    await station.holds([SMALL]);
  });

  it.skipIf(!canMount)(
    'lets a download continue at its last block after its disk was unmounted and mounted again',
    async () => {
      const station = await openStation({ files: FILES });
      const disk = join(station.folder, 'disk');
      mountDisk(disk, 64 * MIB);
      mountAt(disk, station.out);
      onTestFinished(() => {
        unmount(station.out);
        unmount(disk);
      });
      station.reopen({ root: rememberRoot(station.out) });
      const files = await station.list(LARGE);
      station.demo.faults.add({ times: 1, fault: { kind: 'cut', afterBytes: 2 * BLOCK_BYTES } });
      station.demo.faults.add({ after: 1, times: 1, fault: { kind: 'delay', milliseconds: 50 } });
      void station.demo.calls
        .until(() => station.fetches().length === 2)
        .then(() => unmount(station.out));
      const { phase, totals } = await station.bring(files);
      expect(phase).toMatchObject({ kind: 'halted', by: 'disk', failure: { code: 'folder-gone' } });
      expect([totals.queued.files, totals.failed.files]).toEqual([1, 0]);
      // The empty mount point stays empty.
      expect(readdirSync(station.out)).toEqual([]);
      mountAt(disk, station.out);
      station.demo.calls.reset();
      await station.start();
      await station.holds([LARGE]);
      // Blocks written before the unmount are not fetched again.
      expect(station.asked(LARGE).every((block) => block >= 2)).toBe(true);
    },
  );
});
