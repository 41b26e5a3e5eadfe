import { describe, expect, it } from 'vitest';
import type { DemoServer } from '#demo/demo-server.ts';
import type { AnswerFault } from '#demo/faults/answer-fault.ts';
import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';
import { LARGE_BYTES, openStation, type Station } from './testing/station.ts';

const FILE_ROUTE = 'sharing/get_shared_link_file';
const LARGE = '/EPOCH01/large.fits';
const FILES = {
  [LARGE]: LARGE_BYTES,
  ...Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`/EPOCH01/${i}.xml`, 4_000 + i])),
};
const PATHS = Object.keys(FILES);

type Refusal = Partial<Extract<AnswerFault, { kind: 'rate-limit' }>>;

/**
 * Refuses the third call for content, and holds the clock as soon as a call waits for the end of the pause. Checks that
 * no call arrives during the pause, and that the pause has the requested length.
 */
async function pausedOnce(refusal: Refusal, askedMs: number): Promise<Station> {
  const station = await openStation({ files: FILES, options: { parallel: 4, retry: NO_RETRY } });
  const { demo, clock } = station;
  const files = await station.list();
  demo.faults.add({
    route: FILE_ROUTE,
    after: 2,
    times: 1,
    fault: { kind: 'rate-limit', seconds: 15, ...refusal },
  });
  const waits = clock.hold();
  const end = station.bring(files);
  await waits;
  // Calls sent before the refusal may still arrive; after our own round trips they have.
  await roundTrips(demo);
  const before = station.fetches().length;
  expect(before).toBeLessThanOrEqual(3 + 3);
  await roundTrips(demo);
  expect(station.fetches()).toHaveLength(before);
  expect(Math.max(...clock.waits)).toBeGreaterThan(askedMs - 2_000);
  expect(Math.max(...clock.waits)).toBeLessThanOrEqual(askedMs + 1_000);
  clock.letGo();
  const { totals, phase } = await end;
  expect([phase.kind, totals.done.files, totals.failed.files]).toEqual(['idle', PATHS.length, 0]);
  await station.holds(PATHS);
  // Only the refused call is repeated.
  expect(station.fetches()).toHaveLength(PATHS.length + 1);
  expect(station.story().every((line) => line.startsWith('done'))).toBe(true);
  return station;
}

async function roundTrips({ endpoint }: DemoServer): Promise<void> {
  for (let trip = 0; trip < 10; trip += 1) await (await fetch(endpoint)).text();
}

const NO_RETRY = { maxRetries: 0, firstDelayMs: 1_000, longestDelayMs: 60_000 };

describe('a 429', () => {
  it('with Retry-After in seconds pauses every call for that time', async () => {
    await pausedOnce({}, 15_000);
  });

  it('with text and Retry-After as a date pauses every call until that date', async () => {
    await pausedOnce({ body: 'text', header: 'date' }, 15_000);
  });

  it('with an empty body pauses every call for our default time', async () => {
    const station = await pausedOnce({ body: 'empty', header: 'none' }, 5_000);
    expect(Math.min(...station.clock.waits)).toBeGreaterThan(0);
  });

  it('with the delay only in its body pauses every call for that time', async () => {
    await pausedOnce({ body: 'json', header: 'none' }, 15_000);
  });

  it('uses up no retry even in a storm, in which the pauses grow', async () => {
    const station = await openStation({ files: FILES, options: { parallel: 6, retry: NO_RETRY } });
    const files = await station.list();
    station.demo.faults.add({
      route: FILE_ROUTE,
      times: 30,
      fault: { kind: 'rate-limit', header: 'none', body: 'empty' },
    });
    const { totals } = await station.bring(files);
    expect([totals.done.files, totals.failed.files]).toEqual([PATHS.length, 0]);
    await station.holds(PATHS);
    // After the first batch there are only single trial calls.
    const refused = station.fetches().filter(({ status }) => status === 429).length;
    expect(refused).toBe(30);
    expect(station.clock.waits.length).toBeGreaterThanOrEqual(20);
    const { waits } = station.clock;
    expect(
      waits.filter((waitMs, index) => index > 0 && waitMs >= 2 * waits[index - 1]!).length,
    ).toBeGreaterThan(3);
    expect(Math.max(...waits)).toBeLessThanOrEqual(5 * 60_000);
  });

  it('leaves the number of parallel calls as it was, once the pause is over', async () => {
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`/E/${i}.xml`, 100 + i]));
    const station = await openStation({
      files: many,
      // Long enough that parallel calls overlap even on a busy machine.
      demo: { latencyMs: 50 },
      options: { parallel: 4, retry: NO_RETRY },
    });
    const files = await station.list();
    station.demo.faults.add({
      route: FILE_ROUTE,
      after: 20,
      times: 1,
      fault: { kind: 'rate-limit' },
    });
    await station.bring(files);
    await station.holds(Object.keys(many));
    expect(station.fetches()).toHaveLength(61);
    expect(maxParallel(station.fetches().slice(-20))).toBe(4);
  });
});

/** The maximum number of these calls that were active at once. */
function maxParallel(calls: ReturnType<Station['fetches']>): number {
  const moments = calls.flatMap(({ atMs, endedAtMs }) => [
    { atMs, by: 1 },
    { atMs: endedAtMs ?? Infinity, by: -1 },
  ]);
  let now = 0;
  let maximum = 0;
  for (const { by } of moments.toSorted((a, b) => a.atMs - b.atMs || a.by - b.by)) {
    now += by;
    maximum = Math.max(maximum, now);
  }
  return maximum;
}

describe('an access token that expires in mid-run', () => {
  it('is renewed once with a refresh token, and no file uses up a retry', async () => {
    const station = await openStation({
      files: FILES,
      credentials: keysOf,
      options: { parallel: 4, retry: NO_RETRY },
    });
    const files = await station.list();
    void station.demo.calls
      .until(() => station.fetches().length >= 3)
      .then(() => station.demo.expireAccessTokens());
    const { totals } = await station.bring(files);
    expect(totals.done.files).toBe(PATHS.length);
    await station.holds(PATHS);
    expect(station.demo.calls.of('oauth2/token')).toHaveLength(1);
    expect(station.story().every((line) => line.startsWith('done'))).toBe(true);
  });

  it('halts the queue at the first refusal without a refresh token, until there is a new token', async () => {
    const station = await openStation({ files: FILES });
    const files = await station.list();
    station.demo.faults.add({ route: FILE_ROUTE, after: 4, fault: { kind: 'unauthorized' } });
    const { phase, totals } = await station.bring(files);
    expect(phase).toMatchObject({
      kind: 'halted',
      by: 'auth',
      failure: { code: 'sign-in-expired' },
    });
    expect(totals['waiting-for-auth'].files).toBe(PATHS.length - 4);
    expect(station.fetches()).toHaveLength(5);
    expect(station.said()).toMatch(/token.*expired|expired.*token|four hours/i);
    station.demo.faults.clear();
    await station.connect();
    const end = await station.start();
    expect([end.totals.done.files, end.totals.failed.files]).toEqual([PATHS.length, 0]);
    await station.holds(PATHS);
  });

  it('halts the queue if its refresh token was revoked, and the message asks to sign in again', async () => {
    const station = await openStation({ files: FILES, credentials: keysOf });
    const files = await station.list();
    void station.demo.calls
      .until(() => station.fetches().length >= 3)
      .then(() => {
        station.demo.revokeRefreshTokens();
        station.demo.expireAccessTokens();
      });
    const { phase, totals } = await station.bring(files);
    expect(phase).toMatchObject({
      kind: 'halted',
      by: 'auth',
      failure: { code: 'sign-in-revoked' },
    });
    expect(station.said()).toMatch(/no longer valid: it was revoked.* Sign in again/);
    expect(station.demo.calls.of('oauth2/token')).toHaveLength(1);
    expect(totals.failed.files).toBe(0);
    const done = PATHS.filter((path) => station.story().includes(`done ${path}`));
    await station.holds(done);
  });
});

describe('the shared link', () => {
  it('is not called again after its password changed, because Dropbox counts attempts', async () => {
    const station = await openStation({ files: FILES, options: { parallel: 4 } });
    const files = await station.list();
    station.demo.changePassword('another-one');
    const { phase, totals } = await station.bring(files);
    expect(phase).toMatchObject({ kind: 'halted', by: 'auth', failure: { code: 'link-denied' } });
    expect(station.said()).toMatch(/no longer accepts the link's password.*All calls have stopped/);
    // Parallel calls may be refused together, but no later ones.
    expect(station.fetches().length).toBeLessThanOrEqual(4);
    expect(totals['waiting-for-auth'].files).toBe(PATHS.length);
    await station.holds([]);
    const before = station.demo.calls.counts.total;
    await station.start();
    expect(station.demo.calls.counts.total).toBe(before);
    await station.connect({ password: 'another-one' });
    await station.start();
    await station.holds(PATHS);
  });

  it('halts the queue when Dropbox disables it, and the message says when to try again', async () => {
    const station = await openStation({ files: FILES });
    const files = await station.list();
    station.demo.faults.add({
      route: FILE_ROUTE,
      after: 2,
      fault: { kind: 'api-error', tag: 'shared_link_access_denied/link_disabled' },
    });
    const { phase } = await station.bring(files);
    expect(phase).toMatchObject({ kind: 'halted', by: 'auth', failure: { code: 'link-disabled' } });
    expect(station.said()).toMatch(/disabled the shared link for a while.*within 24 hours/);
    expect(station.fetches()).toHaveLength(3);
    station.demo.faults.clear();
    await station.connect();
    await station.start();
    await station.holds(PATHS);
    expect(station.fetches()).toHaveLength(PATHS.length + 1);
  });

  it('keeps the blocks of a large file when it is disabled in mid-file', async () => {
    const station = await openStation({ files: { [LARGE]: LARGE_BYTES } });
    const files = await station.list();
    station.demo.faults.add({ times: 1, fault: { kind: 'cut', afterBytes: 2 * BLOCK_BYTES } });
    station.demo.faults.add({
      after: 1,
      times: 1,
      route: FILE_ROUTE,
      fault: { kind: 'api-error', tag: 'banned' },
    });
    await station.bring(files);
    await station.holds([], [LARGE]);
    await station.connect();
    await station.start();
    await station.holds([LARGE]);
    expect(station.asked(LARGE).at(-1)).toBe(2);
  });
});

/** Credentials that renew access tokens. */
const keysOf = ({ refreshToken, appKey }: DemoServer) => ({ refreshToken, appKey });
