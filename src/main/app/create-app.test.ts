import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countBits } from '#shared/catalogue/bitset.ts';
import { home, start, SLOW, tick, isTableOrList } from './testing/app-in-folder.ts';

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

  it('estimates the demo’s sizes for a listing from elsewhere, and sums them up for the demo', async () => {
    const app = await start(home());
    const { client } = app;
    const realSurvey = await tick(app, () => true);
    expect((await client.call('plan.summarize', realSurvey)).estimatedBytes).toBeGreaterThan(1e12);
    await client.call('connection.tryDemo', null);
    await app.until('catalogue.changed', ({ value }) => value.source === 'demo' && !value.crawl);
    await client.call('catalogue.useBuiltin', null);
    const plan = await client.call('plan.summarize', await tick(app, () => true));
    expect(plan.files).toBe(42_165);
    expect(plan.estimatedBytes).toBeLessThan(10e9);
    expect(plan.command).toMatch(/^vast-pilot --demo --download /);
  });

  it('notifies its host when the page is ready', async () => {
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

  it('keeps the demo’s listing between connections', async () => {
    const { client, until } = await start(home());
    await client.call('connection.tryDemo', null);
    const first = await until(
      'catalogue.changed',
      ({ value }) => !value.crawl && value.files < 999,
    );
    await client.call('connection.disconnect', null);
    expect((await client.call('catalogue.info', null)).value.source).toBe('builtin');
    await client.call('connection.tryDemo', null);
    const { value } = await client.call('catalogue.info', null);
    expect(value).toMatchObject({ source: 'demo', crawl: null, files: first.value.files });
    expect(value.listedAtMs).toBe(first.value.listedAtMs);
    const { sizes } = (await client.call('catalogue.get', null)).value;
    expect(sizes.every((size) => size >= 0)).toBe(true);
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
    const folder = join(app.outputFolder, 'demo-survey');
    const paths = [rows[0]!.path, '/EPOCH01/none.fits'];
    expect(await client.call('downloads.filesOnDisk', { paths })).toEqual({
      files: [join(folder, rows[0]!.path), null],
    });
    await client.call('downloads.showFolder', null);
    expect(app.opened).toEqual([folder]);
    const plan = await client.call('plan.summarize', await tick(app, isTableOrList));
    expect(plan.filesOnDisk).toBe(added);
    expect(plan.command).toContain('vast-pilot --demo --download');
    const { text } = await client.call('downloads.report', null);
    expect(text).toContain(`Fetched:        ${added} files`);
  });

  it('downloads files of an imported listing under Dropbox’s spelling, with a note', async () => {
    const extraFiles = { '/Extra/Notes.txt': new TextEncoder().encode('a note') };
    const app = await start(home(), { demo: { survey: 'tiny', extraFiles } });
    const { client } = app;
    await client.call('connection.tryDemo', null);
    // Crawled: an import during the crawl is replaced by its result.
    await app.until('catalogue.changed', ({ value }) => !value.crawl && value.files < 999);
    const text = '/epoch01/vast_EPOCH1.csv\n/extra/NOTES.txt\n';
    await client.call('catalogue.importListing', { text });
    const answer = await client.call('downloads.add', await tick(app, () => true));
    expect(answer).toEqual({
      added: 2,
      warnings: [
        '/extra/NOTES.txt is /Extra/Notes.txt in the shared folder; the file keeps that name.',
      ],
    });
    const end = await app.untilDone(2);
    expect(end.totals.failed.files).toBe(0);
    const folder = join(app.outputFolder, 'demo-survey');
    expect(readdirSync(folder).filter((name) => !name.startsWith('.'))).toEqual([
      'EPOCH01',
      'Extra',
    ]);
    expect(readFileSync(join(folder, 'Extra/Notes.txt'), 'utf8')).toBe('a note');
  });

  it('downloads the remaining files after a restart, and only into the demo’s own folder', async () => {
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

  it('pauses when the day’s bytes are used up, and continues with a larger budget', async () => {
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
});
