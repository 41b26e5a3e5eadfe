import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createFreeSpace } from '#main/engine/queue/free-space.ts';
import { rememberRoot } from '#main/engine/queue/output-root.ts';
import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';
import { canFreeze, canMount, mountDisk, system, unmount } from './testing/mounts.ts';
import { LARGE_BYTES, openStation, type Station, type StationOptions } from './testing/station.ts';

const LARGE = '/EPOCH01/large.fits';
const SMALL = '/EPOCH01/small.xml';
const FILES = { [LARGE]: LARGE_BYTES, [SMALL]: 5_000 };
const MIB = 1024 * 1024;

/** A station whose output folder is on a separate disk. */
async function onSmallDisk(bytes: number, options: Partial<StationOptions> = {}): Promise<Station> {
  const station = await openStation({ files: FILES, ...options });
  mountDisk(station.out, bytes);
  onTestFinished(() => unmount(station.out));
  station.reopen({ freeSpace: createFreeSpace(station.out), root: rememberRoot(station.out) });
  return station;
}

describe('a disk', () => {
  it.skipIf(!canMount)(
    'without space for a file receives the files that fit, and then the queue waits',
    async () => {
      const station = await onSmallDisk(24 * MIB);
      const { clock } = station;
      const files = await station.list();
      const looks = clock.hold();
      const { phase, totals } = await station.bring(files);
      await looks;
      expect(phase).toMatchObject({ kind: 'halted', by: 'disk', failure: { code: 'disk-full' } });
      expect(station.said()).toMatch(
        /large\.fits: needs 12\.\d MB, but only \d+\.\d MB are free on that disk, and 16\.8 MB of them stay free\. Free some space, then continue\./,
      );
      expect([totals.done.files, totals.queued.files, totals.failed.files]).toEqual([1, 1, 0]);
      // Nothing of the large file was fetched or written.
      expect(station.fetches(LARGE)).toEqual([]);
      await station.holds([SMALL]);
      system('mount', '-o', `remount,size=${64 * MIB}`, station.out);
      const done = untilDone(station, 2);
      clock.letGo();
      await done;
      expect(clock.waits).toEqual([15_000]);
      await station.holds([SMALL, LARGE]);
    },
  );

  it.skipIf(!canMount)(
    'that stays full is checked now and then, without calls, until the user starts the queue',
    async () => {
      const station = await onSmallDisk(24 * MIB);
      const { clock } = station;
      const files = await station.list(LARGE);
      const looked = Promise.withResolvers<void>();
      clock.onWait = async () => {
        if (clock.waits.length === 5) {
          looked.resolve();
          await clock.hold();
        }
      };
      await station.bring(files);
      await looked.promise;
      expect(clock.waits).toEqual([15_000, 15_000, 15_000, 15_000, 15_000]);
      expect(station.demo.calls.counts.total).toBe(0);
      system('mount', '-o', `remount,size=${64 * MIB}`, station.out);
      await station.start();
      await station.holds([LARGE]);
      expect(station.fetches(LARGE)).toHaveLength(1);
    },
  );

  it.skipIf(!canMount)(
    'that fills up in mid-file keeps the finished blocks, and the download continues behind them',
    async () => {
      const station = await onSmallDisk(64 * MIB);
      const { demo, clock } = station;
      const files = await station.list(LARGE);
      demo.faults.add({ times: 1, fault: { kind: 'cut', afterBytes: 2 * BLOCK_BYTES } });
      demo.faults.add({ after: 1, times: 1, fault: { kind: 'delay', milliseconds: 1 } });
      // Another program fills the disk before the second answer arrives.
      void demo.calls
        .until(() => station.fetches().length === 2)
        .then(() => writeFileSync(join(station.out, 'ballast'), Buffer.alloc(64 * MIB)))
        .catch(() => undefined);
      const looks = clock.hold();
      const { phase, totals } = await station.bring(files);
      expect(phase).toMatchObject({ kind: 'halted', by: 'disk', failure: { code: 'disk-full' } });
      expect(station.said()).toMatch(/the disk is full\. Free some space, then continue/);
      expect([totals.queued.files, totals.failed.files]).toEqual([1, 0]);
      await looks;
      rmSync(join(station.out, 'ballast'));
      await station.holds([], [LARGE]);
      const done = untilDone(station, 1);
      clock.letGo();
      await done;
      await station.holds([LARGE]);
      expect(station.asked(LARGE)[2]).toBeGreaterThanOrEqual(2);
      expect(station.story()).toEqual([`done ${LARGE}`]);
    },
  );

  it.skipIf(!canMount)('that fills up with small files contains no partial file', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 12 }, (_, i) => [`/E/${i}.xml`, 300_000]),
    );
    const station = await openStation({ files });
    mountDisk(station.out, 2 * MIB);
    onTestFinished(() => unmount(station.out));
    // Without a check of the free space in advance, the disk itself reports the error.
    station.reopen({ root: rememberRoot(station.out) });
    const wanted = await station.list();
    const { phase, totals } = await station.bring(wanted);
    expect(phase).toMatchObject({ kind: 'halted', by: 'disk', failure: { code: 'disk-full' } });
    expect(totals.failed.files).toBe(0);
    const done = station.story().map((line) => line.replace('done ', ''));
    expect(done.length).toBeGreaterThan(3);
    await station.holds(done);
    system('mount', '-o', `remount,size=${32 * MIB}`, station.out);
    await station.start();
    await station.holds(Object.keys(files));
  });

  it.skipIf(!canFreeze)(
    'that denies writes to the output folder halts the queue, and no file uses up a retry',
    async () => {
      const station = await openStation({ files: FILES });
      const files = await station.list();
      system('chattr', '+i', station.out);
      onTestFinished(() => system('chattr', '-i', station.out));
      const { phase, totals } = await station.bring(files);
      const message = `${station.out}: you no longer have permission to write to the output folder. Restore it, then continue.`;
      expect(phase).toEqual({
        kind: 'halted',
        by: 'disk',
        failure: { code: 'disk-read-only', message },
      });
      expect(totals.failed.files).toBe(0);
      await station.holds([]);
      system('chattr', '-i', station.out);
      await station.start();
      await station.holds(Object.keys(FILES));
      expect(station.story().toSorted()).toEqual([`done ${LARGE}`, `done ${SMALL}`]);
    },
  );

  it.skipIf(!canMount)(
    'that becomes read-only halts the queue until it is writable again',
    async () => {
      const station = await onSmallDisk(64 * MIB);
      const files = await station.list();
      system('mount', '-o', 'remount,ro', station.out);
      const { phase, totals } = await station.bring(files);
      expect(phase).toMatchObject({
        kind: 'halted',
        by: 'disk',
        failure: { code: 'disk-read-only' },
      });
      expect(station.said()).toMatch(/that disk is read-only\. Make it writable, then continue/);
      expect(totals.queued.files).toBe(2);
      expect(station.fetches().length).toBeLessThanOrEqual(1);
      system('mount', '-o', 'remount,rw', station.out);
      await station.start();
      await station.holds([LARGE, SMALL]);
    },
  );
});

/** Resolves when this many files are done. */
async function untilDone({ queue }: Station, files: number): Promise<void> {
  while (queue.snapshot().totals.done.files < files) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  await queue.whenSettled();
}
