import {
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rememberRoot } from '#main/engine/queue/output-root.ts';
import type { WantedFile } from '#shared/downloads/job.ts';
import { LARGE_BYTES, openStation, type Station } from './testing/station.ts';

const GOOD = '/EPOCH01/good.xml';

/** Downloads files at these paths, real or invented, together with one valid file. */
async function bringNamed(
  paths: readonly string[],
  setting: Partial<Parameters<typeof openStation>[0]> = {},
): Promise<Station> {
  const files = Object.fromEntries([GOOD, ...paths].map((path, index) => [path, 1_000 + index]));
  const station = await openStation({
    files: { [GOOD]: 1_000 },
    demo: { extraFiles: files },
    ...setting,
  });
  const { demo } = station;
  const known = await demo.files();
  const wanted = [GOOD, ...paths].map((path): WantedFile => {
    const { size, rev, contentHash } = known.find((file) => file.path === path) ?? known[0]!;
    return { path, size, rev, contentHash, checksum: null };
  });
  await station.bring(wanted);
  return station;
}

/** Checks that each of these files was refused with a message and without a call, and that the valid file arrived. */
async function refused(station: Station, paths: readonly string[], why: RegExp): Promise<void> {
  const failed = station.store.inState('failed');
  expect(failed.map(({ path }) => path).toSorted()).toEqual(paths.toSorted());
  for (const { failure, attempts } of failed) {
    expect(failure?.code).toBe('name-refused');
    expect(failure?.message).toMatch(why);
    expect(attempts).toBeLessThanOrEqual(1);
  }
  for (const path of paths) expect(station.fetches(path)).toEqual([]);
  await station.holds([GOOD]);
}

describe('a file name', () => {
  it('that leads outside the output folder is refused, and nothing is written there', async () => {
    const paths = ['/../outside.xml', '/EPOCH01/../../../outside.xml', '/..', '/EPOCH01/./x.xml'];
    const station = await bringNamed(paths);
    await refused(station, paths, /is not written to this disk: "\.{1,2}" would leave its folder/);
    expect(readdirSync(station.folder).filter((name) => name.includes('outside'))).toEqual([]);
    expect(existsSync(join(dirname(station.folder), 'outside.xml'))).toBe(false);
  });

  it('that is absolute or contains a control character is refused', async () => {
    const station = await bringNamed(['//etc/passwd', '/EPOCH01//x.xml', '/a\0b', '/a\nb']);
    const paths = ['//etc/passwd', '/EPOCH01//x.xml', '/a\0b', '/a\nb'];
    await refused(
      station,
      paths,
      /is not written to this disk: it (has an empty part|holds a control)/,
    );
  });

  it('that Windows reserves or forbids is refused there', async () => {
    const paths = [
      '/CON',
      '/EPOCH01/aux.xml',
      '/EPOCH01/com1.fits',
      '/x. ',
      '/C:\\x',
      '/a:b',
      '/q?.xml',
    ];
    const station = await bringNamed(paths, { deps: { names: 'windows' } });
    await refused(station, paths, /is not written to this disk: .*Windows/);
  });

  it('that this program uses itself is refused', async () => {
    const paths = ['/EPOCH01/x.part', '/EPOCH01/x.part.journal', '/.vast-pilot.lock'];
    const station = await bringNamed(paths);
    await refused(station, paths, /is a name that this program uses/);
  });

  it('that is too long for disks is refused before any call', async () => {
    const paths = [`/EPOCH01/${'n'.repeat(250)}.xml`, `/EPOCH01/${'é'.repeat(125)}.xml`];
    const station = await bringNamed(paths);
    await refused(station, paths, /longer than 242 bytes/);
  });

  it('whose whole path is too long for this disk fails at once, while the others arrive', async () => {
    const path = `${'/folder-of-a-very-long-name'.repeat(180)}/x.xml`;
    const station = await bringNamed([path]);
    expect(station.store.inState('failed')).toMatchObject([
      { path, attempts: 1, failure: { code: 'name-refused' } },
    ]);
    expect(station.said()).toMatch(/its name is too long for that disk/);
    await station.holds([GOOD]);
  });

  it('that is taken by a folder, or whose folder is taken by a file, fails at once and changes neither', async () => {
    const station = await openStation({
      files: { [GOOD]: 10, '/EPOCH02/x.xml': 20, '/y.xml': 30 },
    });
    mkdirSync(join(station.out, 'y.xml', 'kept'), { recursive: true });
    writeFileSync(join(station.out, 'EPOCH02'), 'a file');
    await station.bring(await station.list());
    expect(
      station.store.inState('failed').map(({ path, failure }) => [path, failure?.code]),
    ).toEqual([
      ['/EPOCH02/x.xml', 'name-refused'],
      ['/y.xml', 'name-refused'],
    ]);
    expect(existsSync(join(station.out, 'y.xml', 'kept'))).toBe(true);
    expect(readFileSync(join(station.out, 'EPOCH02'), 'utf8')).toBe('a file');
    expect(existsSync(join(station.out, GOOD))).toBe(true);
  });
});

describe('two file names that differ', () => {
  const twins = ['/EPOCH01/Field.xml', '/EPOCH01/field.XML'];
  const accents = ['/EPOCH01/caf\u00e9.xml', '/EPOCH01/cafe\u0301.xml'];

  it('only in case are two files if the disk distinguishes them', async () => {
    const station = await bringNamed(twins, { deps: { namesFold: false } });
    await station.holds([GOOD, ...twins]);
  });

  it('only in case are one file if the disk does not: the first is kept, the second reported', async () => {
    const station = await bringNamed(twins, { deps: { namesFold: true } });
    await refusedTwin(station, twins);
  });

  it('only in accent encoding (NFC, NFD) are two files if the disk distinguishes them', async () => {
    const station = await bringNamed(accents, { deps: { namesFold: false } });
    await station.holds([GOOD, ...accents]);
  });

  it('only in accent encoding (NFC, NFD) are one file if the disk does not', async () => {
    const station = await bringNamed(accents, { deps: { namesFold: true } });
    await refusedTwin(station, accents);
  });

  it('only in case are detected across batches, too', async () => {
    const files = Object.fromEntries([GOOD, ...twins].map((path, index) => [path, 1_000 + index]));
    const station = await openStation({ files, deps: { namesFold: true } });
    const all = await station.list();
    const [first = '', second = ''] = twins;
    await station.bring(all.filter(({ path }) => path !== second));
    station.queue.add(all.filter(({ path }) => path === second));
    await station.start();
    await refusedTwin(station, [first, second]);
    // Adding the first again is not a collision with itself.
    station.queue.add(all.filter(({ path }) => path === first));
    await station.start();
    expect(station.store.inState('failed').map(({ path }) => path)).toEqual([second]);
  });
});

async function refusedTwin(station: Station, [first = '', second = '']: readonly string[]) {
  await station.holds([GOOD, first]);
  expect(station.store.inState('failed')).toMatchObject([
    {
      path: second,
      failure: {
        code: 'name-refused',
        message: expect.stringMatching(
          /another file has the same name on this disk.* another folder/,
        ),
      },
    },
  ]);
  expect(station.fetches(second)).toEqual([]);
}

/** Small and large, because their part files are written differently. */
const SMALL = '/EPOCH01/small.xml';
const LARGE = '/EPOCH01/large.fits';
/** Names that others can predict before the download starts. */
const KNOWN_NAMES = [`${SMALL}.part`, `${LARGE}.part`, `${LARGE}.part.journal`];

describe('a predictable name in a folder that others can write to', () => {
  const hasLinks = process.platform !== 'win32';

  async function stationWith(plant: (victim: string, name: string) => void): Promise<Station> {
    const station = await openStation({ files: { [SMALL]: 1_000, [LARGE]: LARGE_BYTES } });
    mkdirSync(join(station.out, 'EPOCH01'));
    for (const [index, name] of KNOWN_NAMES.entries()) {
      const victim = join(station.folder, `victim-${index}`);
      writeFileSync(victim, 'thesis');
      plant(victim, join(station.out, name));
    }
    return station;
  }

  async function harmsNobody(station: Station): Promise<void> {
    await station.bring(await station.list());
    for (const index of KNOWN_NAMES.keys()) {
      expect(readFileSync(join(station.folder, `victim-${index}`), 'utf8')).toBe('thesis');
    }
    await station.holds([SMALL, LARGE]);
    for (const path of [SMALL, LARGE]) {
      const found = lstatSync(join(station.out, path));
      expect([found.isFile(), found.nlink]).toEqual([true, 1]);
    }
  }

  it.runIf(hasLinks)('leads no write to another file through a planted symbolic link', async () => {
    await harmsNobody(await stationWith((victim, name) => symlinkSync(victim, name)));
  });

  it.runIf(hasLinks)('does not change another file through a planted hard link', async () => {
    await harmsNobody(await stationWith((victim, name) => linkSync(victim, name)));
  });

  it.runIf(hasLinks)('never becomes final if another program replaced the part file', async () => {
    const station = await openStation({ files: { [LARGE]: LARGE_BYTES } });
    const victim = join(station.folder, 'victim');
    writeFileSync(victim, 'thesis');
    let checks = 0;
    const root = rememberRoot(station.out);
    station.reopen({
      root: {
        ...root,
        check() {
          root.check();
          const part = join(station.out, `${LARGE}.part`);
          // The last check precedes the rename of the first attempt.
          if (!existsSync(part) || (checks += 1) > 1) return;
          rmSync(part);
          symlinkSync(victim, part);
        },
      },
    });
    await station.bring(await station.list());
    expect(station.events).toContainEqual(
      expect.objectContaining({
        kind: 'will-retry',
        failure: {
          code: 'disk-error',
          message: expect.stringContaining('another program replaced this unfinished file'),
        },
      }),
    );
    expect(readFileSync(victim, 'utf8')).toBe('thesis');
    await station.holds([LARGE]);
  });
});
