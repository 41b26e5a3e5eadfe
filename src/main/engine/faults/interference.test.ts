import { describe, expect, it } from 'vitest';
import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';
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

describe('a server error', () => {
  it('with status 500 and HTML uses up one retry, a moment later', async () => {
    await troubled(500);
  });

  it('with status 502 and HTML uses up one retry, a moment later', async () => {
    await troubled(502);
  });

  it('with status 503 and HTML uses up one retry, a moment later', async () => {
    await troubled(503);
  });

  it('for every file makes the queue back off, and uses up no retry', async () => {
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
  // Blocks from before the error are kept.
  expect(station.asked(LARGE)).toEqual([0, 2, 2]);
  expect(station.story().toSorted()).toEqual([
    `done ${LARGE}`,
    `done ${SMALL}`,
    `will-retry ${LARGE} server-error`,
    `will-retry ${SMALL} server-error`,
  ]);
  expect(station.clock.waits.every((waitMs) => waitMs <= 1_000)).toBe(true);
  expect(station.said()).toMatch(
    /server error \(HTTP \d+\)\. Such errors usually pass within minutes/,
  );
}

describe('a captive portal', () => {
  it('is never saved as a file, and the queue backs off until it is gone', async () => {
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
      /did not come from Dropbox but from a system in between.*Open any web page in a browser, sign in if it asks/,
    );
  });

  it('damages no finished block when it answers a resume', async () => {
    const station = await openStation({ files: FILES });
    breakLarge(station);
    station.demo.faults.add({ path: LARGE, after: 1, times: 1, fault: { kind: 'portal' } });
    await station.bring(await station.list(LARGE));
    await station.holds([LARGE]);
    expect(station.asked(LARGE)).toEqual([0, 2, 2]);
    expect(station.story()).toEqual([`will-retry ${LARGE} not-dropbox`, `done ${LARGE}`]);
  });

  it('is named after one call when it answers an attempt to connect', async () => {
    const station = await openStation({ files: FILES });
    station.demo.faults.add({ fault: { kind: 'portal' } });
    station.demo.calls.reset();
    await expect(station.connect()).rejects.toMatchObject({
      code: 'not-dropbox',
      message: expect.stringMatching(/a system in between.*Open any web page in a browser/),
    });
    expect(station.demo.calls.counts.total).toBe(1);
    await station.holds([]);
  });

  it('leaves a replaced file in the queue when it answers a listing', async () => {
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
