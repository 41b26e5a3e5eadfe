import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { queueWork } from '#main/hosts/electron/queue-work.ts';
import { createApp, type TestApp, type TestAppOptions } from '#main/testing/test-app.ts';
import { bitsetWhere } from '#shared/catalogue/bitset.ts';
import { pathAt } from '#shared/catalogue/catalogue.ts';
import type { Selection } from '#shared/ipc/contract.ts';

const MORTAL: TestAppOptions = {
  workers: { engine: new URL('../engine/testing/mortal-engine-worker.ts', import.meta.url) },
  demo: { survey: 'tiny', bytesPerSecond: 150_000 },
};

let home: string;

async function start(options: TestAppOptions): Promise<TestApp> {
  home = mkdtempSync(join(tmpdir(), 'restart-engine-'));
  const app = await createApp(home, options);
  onTestFinished(async () => {
    await app.close();
    rmSync(home, { recursive: true, force: true });
  });
  return app;
}

async function select(app: TestApp, test: (path: string) => boolean): Promise<Selection> {
  const { revision, value } = await app.client.call('catalogue.get', null);
  const { words } = bitsetWhere(value.length, (row) => test(pathAt(value, row)));
  return { catalogueRevision: revision, words };
}

/** Ends the engine's thread, and waits until the window hears of it. */
async function kill(app: TestApp) {
  writeFileSync(join(home, 'engine-dies'), '');
  const snapshot = await app.untilSnapshot(
    ({ phase }) => phase.kind === 'halted' && phase.by === 'engine',
  );
  rmSync(join(home, 'engine-dies'));
  return snapshot;
}

it('an engine that dies in mid-download is reported to the window, and a restart continues the download', async () => {
  const app = await start(MORTAL);
  const { client } = app;
  await client.call('connection.tryDemo', null);
  await app.until('catalogue.changed', ({ value }) => value.source === 'demo' && !value.crawl);
  const { added } = await client.call(
    'downloads.add',
    await select(app, (path) => /\.(txt|csv|md)$/.test(path)),
  );
  await app.untilSnapshot(({ phase, active }) => phase.kind === 'running' && active.length > 0);

  const halted = await kill(app);
  expect(halted).toMatchObject({
    active: [],
    bytesPerSecond: null,
    etaSeconds: null,
    phase: { failure: { message: expect.stringMatching(/^The download engine stopped: it ran/) } },
  });
  expect(queueWork(halted)).toMatchObject({ isWorking: false, bar: { mode: 'error' } });
  expect((await client.call('connection.get', null)).value).toMatchObject({
    kind: 'interrupted',
    to: 'demo',
    problem: { message: expect.stringContaining('engine stopped') },
  });
  await expect(client.call('downloads.resumeAll', null)).rejects.toThrow();

  await client.call('app.restartEngine', null);
  expect((await client.call('connection.get', null)).value).toMatchObject({ kind: 'connected' });
  const { totals } = await app.untilDone(added);
  expect(totals.done.files).toBe(added);
  // The listing and the disk are there to be asked, too.
  const onDisk = await client.call('catalogue.onDisk', null);
  expect(onDisk.words.some((word) => word !== 0)).toBe(true);
}, 120_000);

it('an engine that dies while a list is only browsed gives it again when it is restarted', async () => {
  const app = await start(MORTAL);
  const { client } = app;
  const text = '# a list\n/EPOCH01/VAST_epoch1.csv\n/EPOCH02/VAST_epoch2.csv\n';
  await client.call('catalogue.importListing', { text });
  await kill(app);
  await client.call('app.restartEngine', null);
  const { value } = await client.call('catalogue.info', null);
  expect(value).toMatchObject({ source: 'imported', files: 2 });
  expect((await client.call('catalogue.onDisk', null)).words).toHaveLength(1);
  expect((await client.call('downloads.get', null)).phase).toEqual({ kind: 'idle' });
  // Nothing died since then: it does nothing.
  await client.call('app.restartEngine', null);
});

it('a new connection after the death of an engine needs no other step', async () => {
  const app = await start(MORTAL);
  await kill(app);
  await app.client.call('connection.tryDemo', null);
  expect((await app.client.call('connection.get', null)).value).toMatchObject({
    kind: 'connected',
  });
  expect((await app.client.call('downloads.get', null)).phase).toEqual({ kind: 'idle' });
});
