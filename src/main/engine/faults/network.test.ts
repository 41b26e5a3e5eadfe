import dns from 'node:dns';
import { describe, expect, it, vi } from 'vitest';
import { type DemoServer, startDemoServer } from '#demo/demo-server.ts';
import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';
import { LARGE_BYTES, openStation } from './testing/station.ts';

const LARGE = '/EPOCH01/large.fits';
const SMALL = '/EPOCH01/small.xml';
const FILES = { [LARGE]: LARGE_BYTES, [SMALL]: 5_000 };

describe('the queue', () => {
  it('backs off while connections are refused, and loses nothing when they work again', async () => {
    const station = await openStation({ files: FILES, options: { parallel: 2 } });
    const { demo, clock } = station;
    const files = await station.list();
    const port = Number(new URL(demo.endpoint).port);
    await demo.close();
    await station.cutConnections();
    let again: DemoServer | null = null;
    clock.onWait = async () => {
      if (clock.waits.length < 4) return;
      again ??= await startDemoServer({
        survey: [],
        extraFiles: FILES,
        port,
        password: demo.password,
        accessToken: demo.accessToken,
      });
    };
    const { phase, totals } = await station.bring(files);
    await station.holds([LARGE, SMALL]);
    expect([phase.kind, totals.done.files, totals.failed.files]).toEqual(['idle', 2, 0]);
    // The first backoff is a second, and each further one twice as long. No file uses up a retry.
    expect(clock.waits.slice(0, 3)).toEqual([1_000, 2_000, 4_000]);
    expect(station.story().toSorted()).toEqual([`done ${LARGE}`, `done ${SMALL}`]);
    await again!.close();
  });

  it('halts after the allowed backoffs if connections stay refused, and names the reason', async () => {
    const station = await openStation({ files: FILES, options: { maxBackoffs: 3 } });
    const files = await station.list();
    await station.demo.close();
    await station.cutConnections();
    const { phase, totals } = await station.bring(files);
    expect(phase).toMatchObject({ kind: 'halted', by: 'outage', failure: { code: 'network' } });
    expect(station.said()).toMatch(
      /could not be reached \(ECONNREFUSED\)\. Is this computer online/,
    );
    expect(totals.queued.files).toBe(2);
    await station.holds([], [LARGE]);
  });

  it('backs off while the host name cannot be resolved', async () => {
    const station = await openStation({ files: FILES, atName: 'localhost' });
    const files = await station.list();
    const lookups = forgetNames();
    await station.cutConnections();
    let phase = '';
    station.clock.onWait = () => {
      if (station.clock.waits.length < 3) return;
      phase = station.queue.snapshot().phase.kind;
      lookups.mockRestore();
    };
    const { totals } = await station.bring(files);
    expect(phase).toBe('resting');
    expect(totals.done.files).toBe(2);
    await station.holds([LARGE, SMALL]);
    // No call reached the server before the name was known again, and no file used up a retry.
    expect(station.fetches()).toHaveLength(2);
    expect(station.story().toSorted()).toEqual([`done ${LARGE}`, `done ${SMALL}`]);
  });

  it('halts after the allowed backoffs if the host name stays unknown, and names the reason', async () => {
    const station = await openStation({
      files: FILES,
      atName: 'localhost',
      options: { maxBackoffs: 2 },
    });
    const files = await station.list();
    const lookups = forgetNames();
    await station.cutConnections();
    const { phase, totals } = await station.bring(files);
    lookups.mockRestore();
    expect(phase).toMatchObject({ kind: 'halted', by: 'outage', failure: { code: 'network' } });
    expect(station.said()).toMatch(/name could not be resolved \(E[A-Z_]+\)\. Is this computer on/);
    expect([totals.queued.files, totals.failed.files]).toEqual([2, 0]);
    expect(station.fetches()).toEqual([]);
  });
});

describe('a download', () => {
  it('resumes at the last finished block after a reset in mid-body', async () => {
    const station = await openStation({ files: FILES });
    station.demo.faults.add({
      path: LARGE,
      times: 1,
      fault: { kind: 'cut', afterBytes: 2 * BLOCK_BYTES + 1_000_000, how: 'reset' },
    });
    await station.bring(await station.list(LARGE));
    await station.holds([LARGE]);
    // A reset may discard bytes in flight; if it discards all of them, it is a failed attempt.
    expect(station.asked(LARGE)).toHaveLength(2);
    expect([0, 1, 2]).toContain(station.asked(LARGE)[1]);
  });

  it('uses up one retry after a reset before the answer', async () => {
    const station = await openStation({ files: FILES });
    station.demo.faults.add({ path: SMALL, times: 1, fault: { kind: 'reset' } });
    await station.bring(await station.list(SMALL));
    await station.holds([SMALL]);
    expect(station.fetches()).toHaveLength(2);
    expect(station.story()).toEqual([`will-retry ${SMALL} network`, `done ${SMALL}`]);
    expect(station.said()).toMatch(/connection to Dropbox broke/);
  });

  it('resumes behind the last block after a cut at its edge, and uses up no retry', async () => {
    const station = await openStation({ files: FILES });
    station.demo.faults.add({
      path: LARGE,
      times: 1,
      fault: { kind: 'cut', afterBytes: 2 * BLOCK_BYTES },
    });
    await station.bring(await station.list(LARGE));
    await station.holds([LARGE]);
    expect(station.asked(LARGE)).toEqual([0, 2]);
    expect(station.story()).toEqual([`done ${LARGE}`]);
  });

  it('fetches a block again after a cut inside it, and uses up no retry', async () => {
    const station = await openStation({ files: FILES });
    station.demo.faults.add({
      path: LARGE,
      times: 1,
      fault: { kind: 'cut', afterBytes: 2 * BLOCK_BYTES - 1 },
    });
    station.demo.faults.add({
      path: LARGE,
      after: 1,
      times: 1,
      fault: { kind: 'cut', afterBytes: BLOCK_BYTES + 1 },
    });
    await station.bring(await station.list(LARGE));
    await station.holds([LARGE]);
    expect(station.asked(LARGE)).toEqual([0, 1, 2]);
    expect(station.story()).toEqual([`done ${LARGE}`]);
  });

  it('fails if every connection is cut before the first block ends, and keeps its part file', async () => {
    const station = await openStation({ files: FILES });
    station.demo.faults.add({ path: LARGE, fault: { kind: 'cut', afterBytes: 1_000 } });
    const { totals } = await station.bring(await station.list());
    expect(totals.failed.files).toBe(1);
    expect(station.fetches().filter(({ path }) => path === LARGE)).toHaveLength(3);
    await station.holds([SMALL], [LARGE]);
    station.demo.faults.clear();
    station.queue.resumeJobs({ kind: 'state', state: 'failed' }, 'failed');
    await station.start();
    await station.holds([SMALL, LARGE]);
  });

  it('resumes where it stalled, after the time-out', async () => {
    const station = await openStation({ files: FILES, http: { bodyTimeoutMs: 250 } });
    station.demo.faults.add({
      path: LARGE,
      times: 1,
      fault: { kind: 'stall', afterBytes: BLOCK_BYTES + 10 },
    });
    station.demo.faults.add({ path: SMALL, times: 1, fault: { kind: 'stall', afterBytes: 10 } });
    await station.bring(await station.list());
    await station.holds([LARGE, SMALL]);
    expect(station.story()).toEqual([
      `will-retry ${SMALL} stalled`,
      `done ${LARGE}`,
      `done ${SMALL}`,
    ]);
    expect(station.said()).toMatch(/stalled for too long/);
    expect(station.asked(LARGE)).toEqual([0, 1]);
  });

  it('uses up one retry if no answer comes before the time-out', async () => {
    const station = await openStation({ files: FILES, http: { headersTimeoutMs: 250 } });
    station.demo.faults.add({ path: SMALL, times: 1, fault: { kind: 'silence' } });
    await station.bring(await station.list(SMALL));
    await station.holds([SMALL]);
    expect(station.story()).toEqual([`will-retry ${SMALL} stalled`, `done ${SMALL}`]);
    expect(station.said()).toMatch(/did not answer in time/);
  });

  it('makes no second call while a slow body keeps arriving', async () => {
    // The body takes several times as long as the stall time-out.
    const station = await openStation({ files: { [SMALL]: 40_000 }, http: { bodyTimeoutMs: 400 } });
    station.demo.faults.add({ path: SMALL, fault: { kind: 'slow', bytesPerSecond: 40_000 } });
    await station.bring(await station.list(SMALL));
    await station.holds([SMALL]);
    expect(station.fetches()).toHaveLength(1);
    expect(station.story()).toEqual([`done ${SMALL}`]);
  });
});

describe('the queue with a changed clock', () => {
  it('limits every retry delay, even after a step back by a year', async () => {
    const station = await openStation({ files: FILES });
    station.demo.faults.add({ path: SMALL, times: 1, fault: { kind: 'reset' } });
    const { clock } = station;
    clock.onWait = () => {
      clock.onWait = () => undefined;
      clock.jump(-365 * 24 * 3_600_000);
    };
    const startedMs = clock.now();
    await station.bring(await station.list());
    await station.holds([LARGE, SMALL]);
    expect(clock.now()).toBeLessThan(startedMs);
    expect(Math.max(...clock.waits)).toBeLessThanOrEqual(60_000);
  });

  it('reports finite rates and remaining times after jumps in either direction', async () => {
    const station = await openStation({ files: FILES });
    const files = await station.list();
    const { clock, queue } = station;
    const seen: number[] = [];
    for (const byMs of [3_600_000, -7_200_000, 1, -1, 86_400_000]) {
      station.demo.changeFile(SMALL);
      station.reopen({}, { overwrite: true });
      clock.jump(byMs);
      await station.bring(files.length > 0 ? await station.list() : files);
      const { bytesPerSecond, etaSeconds } = queue.snapshot();
      seen.push(bytesPerSecond ?? 0, etaSeconds ?? 0);
    }
    for (const value of seen) expect(Number.isFinite(value) && value >= 0).toBe(true);
    await station.holds([LARGE, SMALL]);
  });

  it('continues at the last block after the machine slept for hours', async () => {
    const station = await openStation({
      files: FILES,
      credentials: keysOf,
      http: { bodyTimeoutMs: 250 },
    });
    const files = await station.list(LARGE);
    // The lid closes in mid-body: no more bytes arrive, the token expires, the connections die.
    station.demo.faults.add({
      path: LARGE,
      times: 1,
      fault: { kind: 'stall', afterBytes: 2 * BLOCK_BYTES + 5 },
    });
    void station.demo.calls
      .until(({ records }) => records.some(({ faults }) => faults.includes('stall')))
      .then(() => {
        station.demo.expireAccessTokens();
        station.clock.jump(9 * 3_600_000);
      });
    const { phase } = await station.bring(files);
    expect(phase.kind).toBe('idle');
    await station.holds([LARGE]);
    expect(station.story()).toEqual([`done ${LARGE}`]);
    expect(station.demo.calls.of('oauth2/token')).toHaveLength(1);
    expect(station.asked(LARGE).at(-1)).toBe(2);
  });
});

/** Credentials that renew access tokens. */
const keysOf = ({ refreshToken, appKey }: DemoServer) => ({ refreshToken, appKey });

/** Replaces lookups of this machine's name with a name that no resolver may know (RFC 6761). */
function forgetNames() {
  const lookup = dns.lookup;
  return vi
    .spyOn(dns, 'lookup')
    .mockImplementation(((host: string, ...rest: never[]) =>
      Reflect.apply(lookup, dns, [
        host === 'localhost' ? 'dropbox.invalid' : host,
        ...rest,
      ])) as typeof lookup);
}
