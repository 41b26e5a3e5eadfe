import { describe, expect, it } from 'vitest';
import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';
import type { WantedFile } from '#shared/downloads/job.ts';
import { LARGE_BYTES, openStation, type Station } from './testing/station.ts';

const LARGE = '/EPOCH01/large.fits';
const SMALL = '/EPOCH01/small.xml';
const OTHER = '/EPOCH01/other.xml';
const FILES = { [LARGE]: LARGE_BYTES, [SMALL]: 5_000, [OTHER]: 7_000 };

/** The large file breaks after two blocks and a bit, so that it has to be resumed. */
function breakLarge({ demo }: Station): void {
  demo.faults.add({
    path: LARGE,
    times: 1,
    fault: { kind: 'cut', afterBytes: 2 * BLOCK_BYTES + 5 },
  });
}

describe('the bytes of a file', () => {
  it('that end early in good order are asked for again where they ended', async () => {
    const station = await openStation({ files: FILES });
    station.demo.faults.add({ times: 1, path: LARGE, fault: { kind: 'shorten', bytes: 9 } });
    station.demo.faults.add({ times: 1, path: SMALL, fault: { kind: 'shorten', bytes: 9 } });
    await station.bring(await station.list(LARGE, SMALL));
    await station.holds([LARGE, SMALL]);
    expect(station.asked(LARGE)).toEqual([0, 3]);
    expect(station.story()).toEqual([
      `will-retry ${SMALL} network`,
      `done ${LARGE}`,
      `done ${SMALL}`,
    ]);
    expect(station.said()).toMatch(/the connection ended after 4991 of 5000 bytes/);
  });

  it('that are more than promised are thrown away and fetched anew', async () => {
    const station = await openStation({ files: FILES });
    for (const path of [LARGE, SMALL]) {
      const fault = { kind: 'surplus', bytes: 3, framing: 'chunked' } as const;
      station.demo.faults.add({ times: 1, path, fault });
    }
    await station.bring(await station.list(LARGE, SMALL));
    await station.holds([LARGE, SMALL]);
    expect(station.story().filter((line) => line.startsWith('will-retry'))).toEqual([
      `will-retry ${SMALL} corrupt`,
      `will-retry ${LARGE} corrupt`,
    ]);
    expect(station.said()).toMatch(/more than the expected \d+ bytes arrived/);
  });

  it('that run on behind Content-Length never become part of the file', async () => {
    const station = await openStation({ files: FILES });
    const fault = { kind: 'surplus', bytes: 300, framing: 'length' } as const;
    station.demo.faults.add({ times: 1, path: SMALL, fault });
    await station.bring(await station.list(SMALL, OTHER));
    await station.holds([SMALL, OTHER]);
    expect(station.fetches().length).toBeLessThanOrEqual(4);
  });

  it('that are damaged on the way are thrown away and fetched once more', async () => {
    const station = await openStation({ files: FILES });
    station.demo.faults.add({
      times: 1,
      path: LARGE,
      fault: { kind: 'corrupt', atByte: 2 * BLOCK_BYTES + 17 },
    });
    station.demo.faults.add({ times: 1, path: SMALL, fault: { kind: 'corrupt', atByte: 0 } });
    await station.bring(await station.list(LARGE, SMALL));
    await station.holds([LARGE, SMALL]);
    // The end of a small file waits for the disk, while the next file goes on.
    expect(station.story().toSorted()).toEqual([
      `done ${LARGE}`,
      `done ${SMALL}`,
      `will-retry ${LARGE} corrupt`,
      `will-retry ${SMALL} corrupt`,
    ]);
    expect(station.fetches()).toHaveLength(4);
    expect(station.said()).toMatch(/arrived damaged .* and was thrown away/);
  });

  it('that are damaged differently each time fail after the last try, and leave nothing', async () => {
    const station = await openStation({ files: FILES });
    for (const atByte of [1, 2, 3]) {
      station.demo.faults.add({
        times: 1,
        after: atByte - 1,
        path: SMALL,
        fault: { kind: 'corrupt', atByte },
      });
    }
    await station.bring(await station.list(SMALL));
    await station.holds([]);
    expect(station.fetches()).toHaveLength(3);
    expect(station.story().at(-1)).toBe(`failed ${SMALL} corrupt`);
  });
});

describe('an answer to a range', () => {
  it('that ignores it (200) is taken from its beginning', async () => {
    const station = await openStation({ files: FILES });
    breakLarge(station);
    station.demo.faults.add({ path: LARGE, after: 1, times: 1, fault: { kind: 'ignore-range' } });
    await station.bring(await station.list(LARGE));
    await station.holds([LARGE]);
    expect(station.asked(LARGE)).toEqual([0, 2]);
    expect(station.story()).toEqual([`done ${LARGE}`]);
  });

  it('with a wrong Content-Range is not used, and the file is fetched anew', async () => {
    const station = await openStation({ files: FILES });
    breakLarge(station);
    const fault = { kind: 'wrong-range', shift: 4 } as const;
    station.demo.faults.add({ path: LARGE, after: 1, times: 1, fault });
    await station.bring(await station.list(LARGE));
    await station.holds([LARGE]);
    expect(station.asked(LARGE)).toEqual([0, 2, 0]);
    expect(station.story()).toEqual([`will-retry ${LARGE} range-refused`, `done ${LARGE}`]);
    expect(station.said()).toMatch(/another part of the file came than asked for/);
  });

  it('that is 416 lets the file be fetched anew, and not for ever', async () => {
    const station = await openStation({ files: FILES });
    breakLarge(station);
    station.demo.faults.add({
      path: LARGE,
      after: 1,
      times: 1,
      fault: { kind: 'not-satisfiable' },
    });
    await station.bring(await station.list(LARGE));
    await station.holds([LARGE]);
    expect(station.asked(LARGE)).toEqual([0, 2, 0]);
    expect(station.said()).toMatch(/Dropbox has no bytes from \d+ on/);
  });

  it('of another revision throws away what is here, and the file comes as it is now', async () => {
    const station = await openStation({ files: FILES });
    const files = await station.list(LARGE);
    breakLarge(station);
    station.demo.faults.add({ path: LARGE, after: 1, times: 1, fault: { kind: 'change' } });
    await station.bring(files);
    await station.holds([LARGE]);
    expect(station.asked(LARGE)).toEqual([0, 2, 0]);
    expect(station.story()).toEqual([`will-retry ${LARGE} file-changed`, `done ${LARGE}`]);
    expect(station.said()).toMatch(/was replaced on Dropbox meanwhile/);
    expect(station.demo.calls.of('files/list_folder')).toHaveLength(1);
  });
});

describe('a file', () => {
  it('that vanished fails at once, and the others come', async () => {
    const station = await openStation({ files: FILES });
    const files = await station.list();
    breakLarge(station);
    station.demo.faults.add({ path: LARGE, after: 1, times: 1, fault: { kind: 'vanish' } });
    await station.bring(files);
    await station.holds([SMALL, OTHER]);
    expect(station.fetches().filter(({ path }) => path === LARGE)).toHaveLength(2);
    expect(station.story()).toContain(`failed ${LARGE} path-not-found`);
    expect(station.said()).toMatch(/not in the shared folder \(any more\)\. List the folder again/);
  });

  it('whose listed size is a lie fails as a disagreement after one call, and leaves nothing', async () => {
    const station = await openStation({ files: FILES });
    const lies: WantedFile[] = [];
    for (const file of await station.list(LARGE, SMALL)) {
      station.demo.faults.add({
        route: 'files/list_folder',
        path: file.path,
        fault: { kind: 'lie', size: file.size! + 1 },
      });
      lies.push({ ...file, size: file.size! + 1 });
    }
    await station.bring(lies);
    await station.holds([]);
    expect(station.fetches()).toHaveLength(2);
    expect(station.story()).toEqual([
      `failed ${SMALL} listing-disagrees`,
      `failed ${LARGE} listing-disagrees`,
    ]);
    expect(station.said()).toMatch(
      /listed with \d+ bytes, but Dropbox sends \d+\. Listing it again gave the same, so the listing and the file disagree/,
    );
  });

  it('whose listed hash is a lie is fetched twice however many tries there are, and then the listing and the file disagree', async () => {
    const station = await openStation({
      files: FILES,
      options: { retry: { maxRetries: 50, firstDelayMs: 1, longestDelayMs: 10 } },
    });
    const files = await station.list(LARGE, SMALL);
    await station.bring(files.map((file) => ({ ...file, contentHash: 'f'.repeat(64) })));
    await station.holds([]);
    expect(station.fetches()).toHaveLength(4);
    expect(station.story().slice(-2)).toEqual([
      `failed ${SMALL} listing-disagrees`,
      `failed ${LARGE} listing-disagrees`,
    ]);
    expect(station.said()).toMatch(
      /the listing and the file disagree.* nothing was kept\. Refresh the listing; if the error stays, contact the survey team/,
    );
  });

  it('of no bytes is made, and verified', async () => {
    const station = await openStation({ files: { '/EPOCH01/empty.txt': 0 } });
    await station.bring(await station.list());
    await station.holds(['/EPOCH01/empty.txt']);
    expect(station.events).toMatchObject([{ kind: 'done', assurance: 'verified', size: 0 }]);
    expect(station.fetches()).toHaveLength(1);
  });
});

describe('a server in trouble', () => {
  it('that answers 500 with HTML costs one try, and is asked again a moment later', async () => {
    await troubled(500);
  });

  it('that answers 502 with HTML costs one try, and is asked again a moment later', async () => {
    await troubled(502);
  });

  it('that answers 503 with HTML costs one try, and is asked again a moment later', async () => {
    await troubled(503);
  });

  it('for every file makes the queue rest, and no file pays for it', async () => {
    const files = Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`/E/${i}.xml`, 100 + i]));
    const station = await openStation({ files, options: { parallel: 2 } });
    const wanted = await station.list();
    const id = station.demo.faults.add({ fault: { kind: 'server-error', status: 503 } });
    station.clock.onWait = () => {
      if (station.clock.waits.length > 6) station.demo.faults.remove(id);
    };
    const { totals } = await station.bring(wanted);
    expect([totals.done.files, totals.failed.files]).toEqual([8, 0]);
    await station.holds(Object.keys(files));
  });
});

async function troubled(status: number): Promise<void> {
  const station = await openStation({ files: FILES });
  station.demo.faults.add({ times: 1, path: SMALL, fault: { kind: 'server-error', status } });
  breakLarge(station);
  station.demo.faults.add({
    path: LARGE,
    after: 1,
    times: 1,
    fault: { kind: 'server-error', status },
  });
  await station.bring(await station.list(LARGE, SMALL));
  await station.holds([LARGE, SMALL]);
  expect(station.fetches().filter(({ path }) => path === SMALL)).toHaveLength(2);
  // What had come before the trouble is kept.
  expect(station.asked(LARGE)).toEqual([0, 2, 2]);
  expect(station.story().toSorted()).toEqual([
    `done ${LARGE}`,
    `done ${SMALL}`,
    `will-retry ${LARGE} server-error`,
    `will-retry ${SMALL} server-error`,
  ]);
  expect(station.clock.waits.every((waitMs) => waitMs <= 1_000)).toBe(true);
  expect(station.said()).toMatch(
    /trouble of its own .*\(HTTP \d+\)\. It usually passes within minutes/,
  );
}

describe('a page in place of Dropbox', () => {
  it('with 200 in place of a file is never taken for the file, and the queue rests until it is gone', async () => {
    const station = await openStation({ files: FILES });
    const files = await station.list();
    const id = station.demo.faults.add({ fault: { kind: 'portal' } });
    station.clock.onWait = () => {
      if (station.queue.snapshot().phase.kind === 'resting') station.demo.faults.remove(id);
    };
    const { totals } = await station.bring(files);
    expect([totals.done.files, totals.failed.files]).toEqual([3, 0]);
    await station.holds([LARGE, SMALL, OTHER]);
    expect(station.said()).toMatch(
      /did not come from Dropbox but from something in between.*Open any web page in a browser, sign in if it asks/,
    );
  });

  it('at a resume does no harm to the blocks that are here', async () => {
    const station = await openStation({ files: FILES });
    breakLarge(station);
    station.demo.faults.add({ path: LARGE, after: 1, times: 1, fault: { kind: 'portal' } });
    await station.bring(await station.list(LARGE));
    await station.holds([LARGE]);
    expect(station.asked(LARGE)).toEqual([0, 2, 2]);
    expect(station.story()).toEqual([`will-retry ${LARGE} not-dropbox`, `done ${LARGE}`]);
  });

  it('in place of a listing or of the link is told as what it is, after one call', async () => {
    const station = await openStation({ files: FILES });
    station.demo.faults.add({ fault: { kind: 'portal' } });
    station.demo.calls.reset();
    await expect(station.connect()).rejects.toMatchObject({
      code: 'not-dropbox',
      message: expect.stringMatching(/something in between.*Open any web page in a browser/),
    });
    expect(station.demo.calls.counts.total).toBe(1);
    await station.holds([]);
  });

  it('in place of a new listing leaves a replaced file waiting for its turn', async () => {
    const station = await openStation({ files: FILES });
    const files = await station.list(SMALL);
    station.demo.changeFile(SMALL);
    station.demo.faults.add({ route: 'files/list_folder', times: 1, fault: { kind: 'portal' } });
    await station.bring(files);
    await station.holds([SMALL]);
    expect(station.story().at(-1)).toBe(`done ${SMALL}`);
    expect(station.fetches()).toHaveLength(3);
  });
});
