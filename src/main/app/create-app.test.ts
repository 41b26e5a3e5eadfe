import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createApp, type TestApp, type TestAppOptions } from '#main/testing/test-app.ts';
import { bitsetWhere, countBits } from '#shared/catalogue/bitset.ts';
import { pathAt } from '#shared/catalogue/catalogue.ts';
import { AppError } from '#shared/errors/app-error.ts';

const open: TestApp[] = [];
const folders: string[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((app) => app.close()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function home(): string {
  const folder = mkdtempSync(join(tmpdir(), 'app-'));
  folders.push(folder);
  return folder;
}

async function start(at: string, options: TestAppOptions = {}): Promise<TestApp> {
  const app = await createApp(at, options);
  open.push(app);
  return app;
}

/** So slow that a download is not over before the test has interrupted it. */
const SLOW: TestAppOptions = { demo: { survey: 'tiny', bytesPerSecond: 150_000 } };

/** Ticks the files whose path `test` accepts. */
async function tick(app: TestApp, test: (path: string) => boolean) {
  const { revision, value } = await app.client.call('catalogue.get', null);
  const { words } = bitsetWhere(value.length, (row) => test(pathAt(value, row)));
  return { catalogueRevision: revision, words };
}

const isTableOrList = (path: string): boolean => /\.(txt|csv|md)$/.test(path);

describe('the app', () => {
  it('begins disconnected, with the built-in listing to browse', async () => {
    const { client } = await start(home());
    expect((await client.call('connection.get', null)).value).toEqual({
      kind: 'disconnected',
      problem: null,
    });
    const { value } = await client.call('catalogue.info', null);
    expect(value).toMatchObject({ source: 'builtin', files: 42_165, crawl: null });
    await client.call('connection.justBrowse', null);
    expect((await client.call('connection.get', null)).value).toEqual({ kind: 'browsing' });
  });

  it('sums a selection up, with the command that does the same', async () => {
    const app = await start(home());
    const selection = await tick(app, (path) => path.startsWith('/EPOCH08/'));
    const plan = await app.client.call('plan.summarize', selection);
    expect(plan).toMatchObject({ bytes: 0, filesOnDisk: 0, commandNeedsList: false });
    expect(plan.files).toBe(countBits({ length: 42_165, words: selection.words }));
    expect(plan.command).toBe(`vast-pilot --download --only-epochs 8 --output ${app.outputFolder}`);
    expect(plan.freeBytes).toBeGreaterThan(0);
    await app.client.call('settings.set', { splitLarge: false });
    const careful = await app.client.call('plan.summarize', selection);
    expect(careful.command).toContain(' --single-connection ');
    const { text } = await app.client.call('plan.list', selection);
    expect(text.split('\n').filter(Boolean)).toHaveLength(plan.files);
  });

  it('tells its host when the page is ready', async () => {
    const app = await start(home());
    await app.client.call('app.ready', null);
    expect(app.opened).toEqual(['page is ready']);
  });

  it('refuses a selection of a listing that nobody knows', async () => {
    const { client } = await start(home());
    const stale = { catalogueRevision: 1, words: new Uint32Array(4) };
    await expect(client.call('plan.summarize', stale)).rejects.toThrow(/has changed/);
  });

  it('takes what was ticked before it connected, however fast the listings came after that', async () => {
    const app = await start(home());
    const { client } = app;
    const before = await tick(app, (path) => path.startsWith('/EPOCH01/'));
    await client.call('connection.tryDemo', null);
    await app.until(
      'catalogue.changed',
      ({ value }) => value.source === 'demo' && value.crawl === null && value.files > 0,
    );
    await client.call('connection.disconnect', null);
    await client.call('connection.tryDemo', null);
    const { files } = await client.call('plan.summarize', before);
    const now = await tick(app, (path) => path.startsWith('/EPOCH01/'));
    expect(files).toBeGreaterThan(0);
    expect(files).toBe((await client.call('plan.summarize', now)).files);
  });

  it('downloads from the demo: files are verified on disk, and known to be there', async () => {
    const app = await start(home());
    const { client } = app;
    await client.call('connection.tryDemo', null);
    await app.until('connection.changed', ({ value }) => value.kind === 'connected');
    await app.until('catalogue.changed', ({ value }) => value.crawl === null);
    const selection = await tick(app, isTableOrList);
    const { added } = await client.call('downloads.add', selection);
    expect(added).toBeGreaterThan(5);
    const end = await app.untilDone(added);
    expect(end.totals.done.files).toBe(added);
    expect(end.totals.failed.files).toBe(0);

    const { total, rows } = await client.call('downloads.rows', {
      filter: 'done',
      search: '',
      offset: 0,
      limit: 1_000,
    });
    expect(total).toBe(added);
    for (const { path, size, assurance } of rows) {
      expect(assurance).toBe('verified');
      expect(readFileSync(join(app.outputFolder, 'demo-survey', path))).toHaveLength(size!);
    }
    const plan = await client.call('plan.summarize', await tick(app, isTableOrList));
    expect(plan.filesOnDisk).toBe(added);
    expect(plan.command).toContain('vast-pilot --demo --download');
    const { text } = await client.call('downloads.report', null);
    expect(text).toContain(`Fetched:        ${added} files`);
  });

  it('goes on after a restart with what it had not fetched, and only in the demo’s own folder', async () => {
    const at = home();
    const first = await start(at, SLOW);
    await first.client.call('connection.tryDemo', null);
    await first.client.call('settings.set', { speedLimit: null, parallel: 1 });
    const { added } = await first.client.call(
      'downloads.add',
      await tick(first, (path) => path.includes('STOKESI_IMAGES')),
    );
    await first.untilSnapshot(({ totals }) => totals.done.files > 0);
    await first.close();

    const second = await start(at);
    const end = await second.untilSnapshot(({ totals }) => totals.done.files === added);
    expect(end.totals.failed.files).toBe(0);
    expect((await second.client.call('connection.get', null)).value).toMatchObject({
      kind: 'connected',
      to: 'demo',
    });
    expect(readdirSync(second.outputFolder)).toEqual(['demo-survey']);
  });

  it('keeps paused what the user has paused, over a restart too', async () => {
    const at = home();
    const first = await start(at, SLOW);
    await first.client.call('connection.tryDemo', null);
    const selection = await tick(first, (path) => path.includes('STOKESI_IMAGES'));
    const { added } = await first.client.call('downloads.add', selection);
    await first.client.call('downloads.pauseAll', null);
    expect((await first.client.call('downloads.get', null)).phase).toEqual({ kind: 'paused' });
    await first.close();

    const second = await start(at);
    await second.until('connection.changed', ({ value }) => value.kind === 'connected');
    const snapshot = await second.client.call('downloads.get', null);
    expect(snapshot.phase).toEqual({ kind: 'paused' });
    const { removed, undoToken } = await second.client.call('downloads.remove', {
      kind: 'state',
      state: 'queued',
    });
    expect(removed).toBeGreaterThan(0);
    await second.client.call('downloads.undoRemove', { undoToken });
    await second.client.call('downloads.resumeAll', null);
    const end = await second.untilSnapshot(({ totals }) => totals.done.files === added);
    expect(end.totals.failed.files).toBe(0);
  });

  it('pauses when the day’s bytes are used up, and goes on with a greater budget', async () => {
    const app = await start(home());
    const { client } = app;
    await client.call('connection.tryDemo', null);
    await app.until(
      'catalogue.changed',
      ({ value }) => value.source === 'demo' && value.crawl === null && value.files > 0,
    );
    await client.call('settings.set', { dailyLimit: 20_000 });
    const { added } = await client.call('downloads.add', await tick(app, isTableOrList));
    const paused = await app.untilSnapshot(
      ({ phase, totals }) => phase.kind === 'paused' && totals.done.files > 0,
    );
    expect(paused.totals.done.files).toBeLessThan(added);
    expect(paused.totals.failed.files).toBe(0);
    await expect(client.call('downloads.resumeAll', null)).rejects.toMatchObject({
      code: 'rate-limited',
    });
    await client.call('settings.set', { dailyLimit: null });
    const end = await app.untilDone(added);
    expect(end.totals.failed.files).toBe(0);
  });

  it('says what is wrong with a link before it makes a call', async () => {
    const { client } = await start(home());
    const secrets = { password: 'p', accessToken: 't', remember: false };
    for (const [sharedUrl, words] of [
      ['', /link is missing/],
      ['https://example.org/x', /does not lead to www.dropbox.com/],
      ['https://www.dropbox.com/s/abc/file.fits', /single file/],
      ['http://127.0.0.1:1/sh/a/b', /this computer/],
    ] as const) {
      await expect(client.call('connection.connect', { sharedUrl, ...secrets })).rejects.toThrow(
        words,
      );
    }
    await expect(
      client.call('connection.signIn', {
        sharedUrl: 'https://www.dropbox.com/sh/a/b',
        password: '',
        remember: false,
      }),
    ).rejects.toThrow(/key of a Dropbox app/);
    await expect(client.call('connection.finishSignIn', { code: 'x' })).rejects.toThrow(
      /No sign-in/,
    );
    await expect(client.call('downloads.resumeAll', null)).rejects.toThrow(/no connection/);
  });

  it('takes dropped texts for what they are', async () => {
    const { client } = await start(home());
    const fields = await client.call('inputs.parse', {
      name: 'x.csv',
      text: 'name,field_name\na,vast_0918+00A\nb,9999+99A\n',
    });
    expect(fields).toEqual({
      kind: 'fields',
      column: 'field_name',
      fields: ['VAST_0918+00A'],
      epochs: null,
      unknown: ['9999+99A'],
      warnings: [],
    });
    const pairs = await client.call('inputs.parse', {
      name: 'find_fields_result.csv',
      text:
        'name,field,epoch,primary_field\na,VAST_0918+00,1,x\nb,VAST_0918+00A,5x,x\n' +
        'c,VAST_0918+00A,77,x\nd,9999+99A,1,x\n',
    });
    expect(pairs).toEqual({
      kind: 'fields',
      column: 'field',
      fields: ['VAST_0918+00A'],
      epochs: [{ field: 'VAST_0918+00A', epochs: ['01', '05x'] }],
      unknown: ['9999+99A'],
      warnings: ['This listing has no files of VAST_0918+00A in epoch 77.'],
    });
    await expect(
      client.call('inputs.parse', { name: 'dropbox.cfg', text: '[dropbox]\npassword = x\n' }),
    ).rejects.toThrow(/shared_url is missing/);
    const files = await client.call('inputs.parse', {
      name: 'x.txt',
      text: '/EPOCH01/COMBINED/STOKESI_IMAGES/VAST_0918+00A.EPOCH01.I.fits\n/nowhere.fits\n',
    });
    expect(files).toMatchObject({ kind: 'files', unknown: ['/nowhere.fits'] });
    if (files.kind !== 'files') return;
    await client.call('selections.save', { name: ' One ', selection: files.selection });
    expect(await client.call('selections.list', null)).toMatchObject([{ name: 'One', files: 1 }]);
    expect(await client.call('selections.load', { name: 'One' })).toEqual({
      selection: files.selection,
      missing: 0,
    });
    await client.call('selections.delete', { name: 'One' });
    await expect(client.call('selections.load', { name: 'One' })).rejects.toThrow(/no saved/);
  });

  it('keeps settings over a restart, also those of a file with less, and does not believe a damaged one', async () => {
    const at = home();
    const first = await start(at);
    await first.client.call('settings.set', { parallel: 7, theme: 'dark' });
    await expect(first.client.call('settings.set', { parallel: 99 })).rejects.toThrow(AppError);
    await expect(first.client.call('settings.set', { outputFolder: 'here' })).rejects.toThrow(
      /whole path/,
    );
    await first.close();
    const second = await start(at);
    const kept = await second.client.call('settings.get', null);
    expect(kept.value).toMatchObject({ parallel: 7, theme: 'dark', maxRetries: 2 });
    await second.close();
    writeFileSync(join(at, 'settings.json'), '{"parallel": 7}');
    const third = await start(at);
    const old = (await third.client.call('settings.get', null)).value;
    expect(old).toMatchObject({ parallel: 7, theme: 'system' });
    await third.close();
    writeFileSync(join(at, 'settings.json'), '{"parallel": 7');
    const fourth = await start(at);
    expect((await fourth.client.call('settings.get', null)).value).toMatchObject({ parallel: 4 });
    const { notices } = await fourth.client.call('app.info', null);
    expect(notices).toEqual([expect.stringMatching(/settings\.json: it is damaged/)]);
  });

  it('answers nonsense with an error, and goes on', async () => {
    const { client } = await start(home());
    for (const [name, input] of [
      ['downloads.rows', { filter: 'all', search: '', offset: -1, limit: 10 }],
      ['downloads.rows', null],
      ['catalogue.refresh', {}],
      ['downloads.pause', { kind: 'ids', ids: ['1'] }],
      ['plan.summarize', { catalogueRevision: 1, words: [1, 2] }],
      ['app.nothing', null],
    ] as const) {
      await expect(client.call(name as never, input as never)).rejects.toMatchObject({
        code: 'bad-usage',
      });
    }
    expect((await client.call('app.info', null)).host).toBe('browser');
  });
});
