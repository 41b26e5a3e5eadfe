import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { mapDiskError } from '#main/system/disk/disk-error.ts';
import { createRoom } from '#main/engine/queue/room.ts';
import { rememberRoot } from '#main/engine/queue/output-root.ts';
import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';
import { canFreeze, canMount, mountAt, mountDisk, system, unmount } from './testing/mounts.ts';
import { LARGE_BYTES, openStation, type Station, type StationOptions } from './testing/station.ts';

const LARGE = '/EPOCH01/large.fits';
const SMALL = '/EPOCH01/small.xml';
const FILES = { [LARGE]: LARGE_BYTES, [SMALL]: 5_000 };
const MIB = 1024 * 1024;

/** A station whose output folder is a disk of its own. */
async function onSmallDisk(bytes: number, options: Partial<StationOptions> = {}): Promise<Station> {
  const station = await openStation({ files: FILES, ...options });
  mountDisk(station.out, bytes);
  onTestFinished(() => unmount(station.out));
  station.reopen({ room: createRoom(station.out), root: rememberRoot(station.out) });
  return station;
}

describe('a disk', () => {
  it.skipIf(!canMount)(
    'without room for a file lets what fits come first, and the queue waits',
    async () => {
      const station = await onSmallDisk(24 * MIB);
      const { clock } = station;
      const files = await station.list();
      const looks = clock.hold();
      const { phase, totals } = await station.bring(files);
      await looks;
      expect(phase).toMatchObject({ kind: 'halted', by: 'disk', failure: { code: 'disk-full' } });
      expect(station.said()).toMatch(
        /large\.fits: needs 12\.\d MB, but only \d+\.\d MB are free on that disk\. Make room, then go on\./,
      );
      expect([totals.done.files, totals.queued.files, totals.failed.files]).toEqual([1, 1, 0]);
      // Nothing was fetched in vain, and nothing of it is on the disk.
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
    'that stays full is looked at now and then, without a call, until start is pressed',
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
    'that fills up in the middle of a file keeps its blocks, and goes on with the next',
    async () => {
      const station = await onSmallDisk(64 * MIB);
      const { demo, clock } = station;
      const files = await station.list(LARGE);
      demo.faults.add({ times: 1, fault: { kind: 'cut', afterBytes: 2 * BLOCK_BYTES } });
      demo.faults.add({ after: 1, times: 1, fault: { kind: 'delay', milliseconds: 1 } });
      // Somebody else takes the rest of the disk while the second answer is on its way.
      void demo.calls
        .until(() => station.fetches().length === 2)
        .then(() => writeFileSync(join(station.out, 'ballast'), Buffer.alloc(64 * MIB)))
        .catch(() => undefined);
      const looks = clock.hold();
      const { phase, totals } = await station.bring(files);
      expect(phase).toMatchObject({ kind: 'halted', by: 'disk', failure: { code: 'disk-full' } });
      expect(station.said()).toMatch(/the disk is full\. Make room, then go on/);
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

  it.skipIf(!canMount)('that fills up under small files leaves no half of one', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 12 }, (_, i) => [`/E/${i}.xml`, 300_000]),
    );
    const station = await openStation({ files });
    mountDisk(station.out, 2 * MIB);
    onTestFinished(() => unmount(station.out));
    // Nothing looks ahead here: the disk itself has to say it.
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
    'to whose output folder nobody may write any more halts the queue, and no file pays for it',
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
    'that becomes read-only halts the queue, and goes on when it is writable again',
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
      expect(station.said()).toMatch(/that disk is read-only\. Make it writable, then go on/);
      expect(totals.queued.files).toBe(2);
      expect(station.fetches().length).toBeLessThanOrEqual(1);
      system('mount', '-o', 'remount,rw', station.out);
      await station.start();
      await station.holds([LARGE, SMALL]);
    },
  );
});

describe('the output folder', () => {
  it('that is gone halts the queue before a call, and is not made anew', async () => {
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

  it('that is swapped while a file is on its way gets nothing written into the other one', async () => {
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
    'whose disk is pulled out in the middle of a file and put back goes on at its last block',
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
      // The empty place where the disk was stays empty.
      expect(readdirSync(station.out)).toEqual([]);
      mountAt(disk, station.out);
      station.demo.calls.reset();
      await station.start();
      await station.holds([LARGE]);
      // What went to the disk until it was pulled is not fetched again.
      expect(station.asked(LARGE).every((block) => block >= 2)).toBe(true);
    },
  );
});

describe('one file that the disk refuses', () => {
  it.skipIf(!canFreeze)(
    'for want of permission fails at once with its name, and the others come',
    async () => {
      const station = await openStation({ files: FILES });
      const place = join(station.out, LARGE);
      mkdirSync(join(station.out, 'EPOCH01'));
      writeFileSync(place, 'an old one');
      system('chattr', '+i', place);
      onTestFinished(() => system('chattr', '-i', place));
      await station.bring(await station.list());
      // Side by side: the one is written while the other is fetched.
      expect(station.story().toSorted()).toEqual([
        `done ${SMALL}`,
        `failed ${LARGE} no-permission`,
        `replaced ${LARGE}`,
      ]);
      expect(station.said()).toContain(`${place}: the system does not allow it`);
      expect(station.fetches(LARGE)).toHaveLength(1);
      expect(statSync(place).size).toBe('an old one'.length);
    },
  );

  it.skipIf(!canMount)(
    'because another program holds it is tried again, and comes when it is let go',
    async () => {
      const { station, letGo } = await withHeldFiles();
      const { clock } = station;
      clock.onWait = () => {
        if (clock.waits.length === 2) letGo();
      };
      await station.bring(await station.list());
      expect(station.story().filter((line) => line.startsWith('done'))).toHaveLength(2);
      expect(station.said()).toMatch(
        /another program holds the file\. Close it there, then try again/,
      );
      await station.holds([LARGE, SMALL]);
      // The large file was complete: its place was all that it waited for.
      expect(station.fetches(LARGE)).toHaveLength(1);
    },
  );

  it.skipIf(!canMount)(
    'because another program holds it for ever fails after the last try, and leaves the old one as it is',
    async () => {
      const { station } = await withHeldFiles();
      await station.bring(await station.list());
      expect(
        station
          .story()
          .filter((line) => line.startsWith('failed'))
          .toSorted(),
      ).toEqual([`failed ${LARGE} in-use`, `failed ${SMALL} in-use`]);
      expect(station.fetches(SMALL)).toHaveLength(3);
      expect(station.fetches(LARGE)).toHaveLength(1);
      for (const path of [LARGE, SMALL]) {
        expect(statSync(join(station.out, path)).size).toBe('an old one'.length);
      }
      // Of the small one nothing is left; the large one waits complete.
      const left = readdirSync(join(station.out, 'EPOCH01')).filter((name) =>
        name.includes('.part'),
      );
      expect(left.toSorted()).toEqual(['large.fits.part', 'large.fits.part.journal']);
    },
  );

  it('in the words that Windows has for it is told as held, and any other refusal as a permission', () => {
    const refusal = (syscall: string, code: string): Error =>
      Object.assign(new Error(code), { code, syscall });
    const told = (syscall: string, code: string, platform: NodeJS.Platform): string =>
      mapDiskError(refusal(syscall, code), 'a.fits', platform).code;
    expect(told('rename', 'EPERM', 'win32')).toBe('in-use');
    expect(told('rename', 'EACCES', 'win32')).toBe('in-use');
    expect(told('open', 'EPERM', 'win32')).toBe('no-permission');
    expect(told('rename', 'EPERM', 'linux')).toBe('no-permission');
    expect(told('open', 'EBUSY', 'win32')).toBe('in-use');
  });
});

/** Something stands in the place of both files that cannot be replaced, as with files that are open on Windows. */
async function withHeldFiles(): Promise<{ station: Station; letGo: () => void }> {
  const station = await openStation({ files: FILES });
  mkdirSync(join(station.out, 'EPOCH01'));
  const places = [LARGE, SMALL].map((path) => join(station.out, path));
  const holder = join(station.folder, 'holder');
  writeFileSync(holder, 'an old one');
  for (const place of places) {
    writeFileSync(place, 'an old one');
    mountAt(holder, place);
  }
  let held = true;
  const letGo = (): void => {
    if (!held) return;
    held = false;
    for (const place of places) unmount(place);
  };
  onTestFinished(letGo);
  return { station, letGo };
}

/** Resolves when so many files have come. */
async function untilDone({ queue }: Station, files: number): Promise<void> {
  while (queue.snapshot().totals.done.files < files) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  await queue.whenSettled();
}
