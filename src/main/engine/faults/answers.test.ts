import { describe, expect, it } from 'vitest';
import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';
import type { WantedFile } from '#shared/downloads/job.ts';
import { LARGE_BYTES, openStation, type Station } from './testing/station.ts';

const LARGE = '/EPOCH01/large.fits';
const SMALL = '/EPOCH01/small.xml';
const OTHER = '/EPOCH01/other.xml';
const FILES = { [LARGE]: LARGE_BYTES, [SMALL]: 5_000, [OTHER]: 7_000 };

/** Cuts the large file after two blocks and some bytes, so that it must be resumed. */
function breakLarge({ demo }: Station): void {
  demo.faults.add({
    path: LARGE,
    times: 1,
    fault: { kind: 'cut', afterBytes: 2 * BLOCK_BYTES + 5 },
  });
}

describe('a download', () => {
  it('resumes at the byte where a body ended early', async () => {
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

  it('discards a body that is longer than promised, and fetches the file again', async () => {
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

  it('ignores bytes beyond Content-Length', async () => {
    const station = await openStation({ files: FILES });
    const fault = { kind: 'surplus', bytes: 300, framing: 'length' } as const;
    station.demo.faults.add({ times: 1, path: SMALL, fault });
    await station.bring(await station.list(SMALL, OTHER));
    await station.holds([SMALL, OTHER]);
    expect(station.fetches().length).toBeLessThanOrEqual(4);
  });

  it('discards damaged bytes, and fetches the file once more', async () => {
    const station = await openStation({ files: FILES });
    station.demo.faults.add({
      times: 1,
      path: LARGE,
      fault: { kind: 'corrupt', atByte: 2 * BLOCK_BYTES + 17 },
    });
    station.demo.faults.add({ times: 1, path: SMALL, fault: { kind: 'corrupt', atByte: 0 } });
    await station.bring(await station.list(LARGE, SMALL));
    await station.holds([LARGE, SMALL]);
    // A finished small file waits for the disk while the next file starts.
    expect(station.story().toSorted()).toEqual([
      `done ${LARGE}`,
      `done ${SMALL}`,
      `will-retry ${LARGE} corrupt`,
      `will-retry ${SMALL} corrupt`,
    ]);
    expect(station.fetches()).toHaveLength(4);
    expect(station.said()).toMatch(/arrived damaged .* and was discarded/);
  });

  it('fails after the last retry if the bytes are damaged differently each time, and leaves nothing', async () => {
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

describe('a resumed download', () => {
  it('uses an answer that ignores Range (200) from its start', async () => {
    const station = await openStation({ files: FILES });
    breakLarge(station);
    station.demo.faults.add({ path: LARGE, after: 1, times: 1, fault: { kind: 'ignore-range' } });
    await station.bring(await station.list(LARGE));
    await station.holds([LARGE]);
    expect(station.asked(LARGE)).toEqual([0, 2]);
    expect(station.story()).toEqual([`done ${LARGE}`]);
  });

  it('rejects a wrong Content-Range, and fetches the file again', async () => {
    const station = await openStation({ files: FILES });
    breakLarge(station);
    const fault = { kind: 'wrong-range', shift: 4 } as const;
    station.demo.faults.add({ path: LARGE, after: 1, times: 1, fault });
    await station.bring(await station.list(LARGE));
    await station.holds([LARGE]);
    expect(station.asked(LARGE)).toEqual([0, 2, 0]);
    expect(station.story()).toEqual([`will-retry ${LARGE} range-refused`, `done ${LARGE}`]);
    expect(station.said()).toMatch(/Dropbox sent another range of the file than requested/);
  });

  it('fetches the file again after a 416, but not forever', async () => {
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

  it('discards its blocks if Dropbox has a new revision, and fetches that one', async () => {
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
  it('fails at once if it vanished, while the others arrive', async () => {
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

  it('fails after one call if its listed size is wrong, and leaves nothing', async () => {
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

  it('fails after two equal downloads if its listed hash is wrong, however many retries are allowed', async () => {
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

  it('is created and verified even if it has no bytes', async () => {
    const station = await openStation({ files: { '/EPOCH01/empty.txt': 0 } });
    await station.bring(await station.list());
    await station.holds(['/EPOCH01/empty.txt']);
    expect(station.events).toMatchObject([{ kind: 'done', assurance: 'verified', size: 0 }]);
    expect(station.fetches()).toHaveLength(1);
  });
});
