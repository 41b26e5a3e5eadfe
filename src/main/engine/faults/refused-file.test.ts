import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { mapDiskError } from '#main/system/disk/disk-error.ts';
import { canFreeze, canMount, mountAt, system, unmount } from './testing/mounts.ts';
import { LARGE_BYTES, openStation, type Station } from './testing/station.ts';

const LARGE = '/EPOCH01/large.fits';
const SMALL = '/EPOCH01/small.xml';
const FILES = { [LARGE]: LARGE_BYTES, [SMALL]: 5_000 };

describe('a file that the disk refuses', () => {
  it.skipIf(!canFreeze)(
    'fails at once with its path if permission is missing, while the others arrive',
    async () => {
      const station = await openStation({ files: FILES });
      const place = join(station.out, LARGE);
      mkdirSync(join(station.out, 'EPOCH01'));
      writeFileSync(place, 'an old one');
      system('chattr', '+i', place);
      onTestFinished(() => system('chattr', '-i', place));
      await station.bring(await station.list());
      // In parallel: one file is written while the other is fetched.
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
    'is retried while another program holds it, and arrives when it is released',
    async () => {
      const { station, letGo } = await withHeldFiles();
      const { clock } = station;
      clock.onWait = () => {
        if (clock.waits.length === 2) letGo();
      };
      await station.bring(await station.list());
      expect(station.story().filter((line) => line.startsWith('done'))).toHaveLength(2);
      expect(station.said()).toMatch(
        /another program has the file open\. Close it there, then try again/,
      );
      await station.holds([LARGE, SMALL]);
      // The large file was complete and only waited for its final name.
      expect(station.fetches(LARGE)).toHaveLength(1);
    },
  );

  it.skipIf(!canMount)(
    'fails after the last retry if another program keeps it, and the old file stays',
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
      // Nothing remains of the small file; the complete large one waits.
      const left = readdirSync(join(station.out, 'EPOCH01')).filter((name) =>
        name.includes('.part'),
      );
      expect(left.toSorted()).toEqual(['large.fits.part', 'large.fits.part.journal']);
    },
  );

  it('counts as held after the sharing errors of Windows, and as forbidden after others', () => {
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

/** Makes the targets of both files irreplaceable, like files that are open on Windows. */
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
