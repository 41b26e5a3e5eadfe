import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DemoOptions } from '#demo/demo-options.ts';
import { type DemoServer, startDemoServer } from '#demo/demo-server.ts';
import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';
import type { WantedFile } from '#shared/downloads/job.ts';
import type { QueueSnapshot } from '#shared/downloads/snapshot.ts';
import { VERIFY_RESULTS } from '#shared/library/verify-result.ts';
import type { ConnectInput } from './contract/dropbox-calls.ts';
import type { DownloadOptions } from './contract/queue-calls.ts';
import { type EngineClient, startEngine } from './contract/start-engine.ts';

/** Runs the engine in its thread, with real HTTP, files and SQLite. */

const ROUTE = 'sharing/get_shared_link_file';
const BIG = '/EPOCH01/big.fits';
const BIG_BYTES = 3 * BLOCK_BYTES + 5;

let folder: string;
let demo: DemoServer;
let engine: EngineClient;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'engine-'));
});
afterEach(async () => {
  await engine.call('close', null).catch(() => undefined);
  await demo.close();
  rmSync(folder, { recursive: true });
});

async function open(
  options: DemoOptions = {},
  credentials: (of: typeof demo) => Partial<ConnectInput['credentials']> = () => ({}),
) {
  demo = await startDemoServer({ survey: 'tiny', extraFiles: { [BIG]: BIG_BYTES }, ...options });
  engine = startEngine({ home: join(folder, 'home') });
  await engine.call('connect', connectInput(credentials(demo)));
}

function connectInput(credentials: Partial<ConnectInput['credentials']> = {}): ConnectInput {
  const { endpoint, sharedUrl, password, accessToken } = demo;
  return {
    endpoint,
    credentials: {
      sharedUrl,
      password,
      accessToken,
      refreshToken: null,
      appKey: null,
      ...credentials,
    },
  };
}

async function list(...folders: string[]): Promise<WantedFile[]> {
  const { files } = await engine.call('listFolders', { folders });
  return files.map((file) => ({ ...file, checksum: null }));
}

async function bring(
  files: readonly WantedFile[],
  options: Partial<DownloadOptions> = {},
): Promise<QueueSnapshot> {
  await engine.call('openQueue', {
    outputFolder: join(folder, 'out'),
    options: { parallel: 4, maxRetries: 2, overwrite: false, maxBackoffs: 0, ...options },
  });
  await engine.call('want', { files });
  return await engine.call('run', null);
}

async function same(path: string): Promise<boolean> {
  const file = join(folder, 'out', path);
  return existsSync(file) && readFileSync(file).equals(await demo.bytesOf(path));
}

const TABLES = '/EPOCH01/COMBINED/STOKESI_SELAVY';

describe('a download through the engine', () => {
  it.each([
    ['a reset before the answer', { kind: 'reset' }],
    ['a connection cut in mid-body', { kind: 'cut', afterBytes: BLOCK_BYTES + 7 }],
    ['a connection cut at the edge of a block', { kind: 'cut', afterBytes: BLOCK_BYTES }],
    ['a body that ends early, in good order', { kind: 'shorten', bytes: 9 }],
    ['more bytes than promised', { kind: 'surplus', bytes: 3, framing: 'chunked' }],
    ['a damaged byte', { kind: 'corrupt', atByte: 2 * BLOCK_BYTES }],
    ['a server in trouble', { kind: 'server-error', status: 503 }],
    ["a hotel's log-in page", { kind: 'portal' }],
    ['a refusal with Retry-After', { kind: 'rate-limit', seconds: 1 }],
    ['a refusal without a word', { kind: 'rate-limit', seconds: 1, body: 'empty' }],
  ] as const)('recovers from %s', async (_name, fault) => {
    await open();
    const files = (await list('/EPOCH01')).filter(({ path }) => path === BIG);
    demo.faults.add({ route: ROUTE, path: BIG, times: 1, fault });
    const { totals, phase } = await bring(files);
    expect([phase.kind, totals.done.files]).toEqual(['idle', 1]);
    expect(await same(BIG)).toBe(true);
    expect(existsSync(join(folder, 'out', `${BIG}.part`))).toBe(false);
  });

  it.each([
    ['the range is ignored', { kind: 'ignore-range' }],
    ['another range arrives', { kind: 'wrong-range', shift: 4 }],
    ['Dropbox answers 416', { kind: 'not-satisfiable' }],
  ] as const)('starts over on resume if %s', async (_name, fault) => {
    await open();
    const files = (await list('/EPOCH01')).filter(({ path }) => path === BIG);
    demo.faults.add({
      route: ROUTE,
      path: BIG,
      times: 1,
      fault: { kind: 'cut', afterBytes: BLOCK_BYTES + 1 },
    });
    demo.faults.add({ route: ROUTE, path: BIG, after: 1, times: 1, fault });
    await bring(files);
    expect(await same(BIG)).toBe(true);
  });

  it('lists a file again that was replaced in mid-file, and fetches the new revision', async () => {
    await open();
    const files = (await list('/EPOCH01')).filter(({ path }) => path === BIG);
    demo.faults.add({
      route: ROUTE,
      path: BIG,
      times: 1,
      fault: { kind: 'cut', afterBytes: BLOCK_BYTES + 1 },
    });
    demo.faults.add({ route: ROUTE, path: BIG, after: 1, times: 1, fault: { kind: 'change' } });
    const { totals } = await bring(files);
    expect(totals.done.files).toBe(1);
    expect(await same(BIG)).toBe(true);
  });

  it('fails for a file that vanished, while the others arrive', async () => {
    await open();
    const files = await list('/EPOCH01', TABLES);
    demo.removeFile(BIG);
    const { totals } = await bring(files);
    expect(totals.failed.files).toBe(1);
    expect(totals.done.files).toBe(files.length - 1);
    const [failed] = await engine.call('jobs', { state: 'failed', limit: 5 });
    expect(failed).toMatchObject({ path: BIG, failure: { code: 'path-not-found' } });
  });
});

describe('the rate limit', () => {
  it('pauses every call after a 429, and uses up no retry', async () => {
    await open();
    const files = await list(TABLES, '/EPOCH01/COMBINED/STOKESI_IMAGES');
    demo.faults.add({
      route: ROUTE,
      after: 2,
      times: 1,
      fault: { kind: 'rate-limit', seconds: 2 },
    });
    demo.calls.reset();
    const { totals } = await bring(files, { maxRetries: 0 });
    expect(totals.done.files).toBe(files.length);
    const calls = demo.calls.of(ROUTE);
    const refused = calls.find(({ status }) => status === 429)!;
    const during = calls.filter(
      ({ atMs }) => atMs > refused.endedAtMs! + 100 && atMs < refused.endedAtMs! + 1_900,
    );
    // Parallel calls that were sent before the refusal may arrive late on a busy machine.
    expect(during.length).toBeLessThanOrEqual(4);
  });

  it('keeps a killed process’s pause in the next process', async () => {
    await open();
    const files = await list(TABLES);
    demo.faults.add({ route: ROUTE, times: 1, fault: { kind: 'rate-limit', seconds: 3_600 } });
    const told = Promise.withResolvers<number>();
    engine.on('dropbox', ({ waitingUntilMs }) => {
      if (waitingUntilMs !== null) told.resolve(waitingUntilMs);
    });
    const run = bring(files);
    const untilMs = await told.promise;
    // Another engine on the same state, as after a kill: the first one does not shut down.
    const next = startEngine({ home: join(folder, 'home') });
    const status = Promise.withResolvers<number | null>();
    next.on('dropbox', ({ waitingUntilMs }) => status.resolve(waitingUntilMs));
    const connecting = next.call('connect', connectInput());
    connecting.catch(() => undefined);
    expect(await Promise.race([status.promise, connecting.then(() => 'connected')])).toBe(untilMs);
    await next.call('pause', null);
    await expect(connecting).rejects.toMatchObject({ code: 'cancelled' });
    await next.call('close', null);
    await engine.call('pause', null);
    expect((await run).phase.kind).toBe('paused');
  });
});

describe('the sign-in', () => {
  it('is renewed once for all calls when it expires in mid-run', async () => {
    await open({}, ({ refreshToken, appKey }) => ({ refreshToken, appKey }));
    const files = await list(TABLES, '/EPOCH01/COMBINED/STOKESI_IMAGES');
    demo.expireAccessTokens();
    const { totals } = await bring(files);
    expect(totals.done.files).toBe(files.length);
    expect(demo.calls.of('oauth2/token')).toHaveLength(1);
  });

  it('lets the queue continue where it stopped, with a new token', async () => {
    await open();
    const files = await list(TABLES);
    demo.faults.add({ route: ROUTE, after: 1, fault: { kind: 'unauthorized' } });
    const { phase, totals } = await bring(files, { parallel: 1 });
    expect(phase).toMatchObject({ kind: 'halted', by: 'auth' });
    expect(totals['waiting-for-auth'].files).toBe(files.length - 1);
    demo.faults.clear();
    await engine.call('connect', connectInput());
    const end = await engine.call('run', null);
    expect(end.totals.done.files).toBe(files.length);
  });
});

describe('verification', () => {
  it('distinguishes verified and missing files, and stops on request', async () => {
    await open();
    const files = await list(TABLES);
    await bring(files.slice(1));
    await engine.call('verify', {
      outputFolder: join(folder, 'out'),
      scope: { kind: 'files', files, foreign: null },
      missing: 'all',
      withSha256: false,
    });
    const { rows } = await engine.call('checked', {
      results: VERIFY_RESULTS,
      offset: 0,
      limit: -1,
    });
    expect(rows.map(({ result }) => result)).toEqual([
      'missing',
      ...files.slice(1).map(() => 'verified'),
    ]);
    const again = engine.call('verify', {
      outputFolder: join(folder, 'out'),
      scope: { kind: 'files', files, foreign: null },
      missing: 'all',
      withSha256: true,
    });
    await engine.call('stopVerify', null);
    await expect(again).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('file events', () => {
  it('include their output folder, and all arrive before the queue is closed', async () => {
    await open();
    const files = (await list(TABLES)).slice(0, 3);
    const told: string[] = [];
    engine.on('files', ({ outputFolder, events }) => {
      for (const { kind, path } of events) told.push(`${outputFolder} ${kind} ${path}`);
    });
    const options = { parallel: 4, maxRetries: 2, overwrite: false, maxBackoffs: 0 };
    const openAt = async (name: string): Promise<string> => {
      const outputFolder = join(folder, name);
      await engine.call('openQueue', { outputFolder, options });
      return outputFolder;
    };
    const first = await openAt('first');
    await engine.call('add', { files });
    await engine.call('start', null);
    await vi.waitFor(
      async () => {
        const snapshot = await engine.call('snapshot', null);
        expect(snapshot?.totals.done.files).toBe(files.length);
      },
      { timeout: 20_000, interval: 5 },
    );
    await engine.call('closeQueue', null);
    const expected = files.map(({ path }) => `${first} done ${path}`);
    expect(told.toSorted()).toEqual(expected.toSorted());
    await openAt('second');
    await engine.call('closeQueue', null);
    expect(told).toHaveLength(files.length);
  });
});
