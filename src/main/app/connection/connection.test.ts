import { describe, expect, it } from 'vitest';
import { bitsetWhere } from '#shared/catalogue/bitset.ts';
import { pathAt } from '#shared/catalogue/catalogue.ts';
import {
  startServer,
  home,
  start,
  keychainInMemory,
  typed,
  stateOf,
} from './testing/app-and-server.ts';

describe('connecting with what was typed', () => {
  it('leads to the folder, lists it, and keeps the listing for the next start', async () => {
    const server = await startServer();
    const at = home();
    const first = await start(at, server);
    await first.client.call('connection.connect', typed(server));
    expect(await stateOf(first)).toMatchObject({ kind: 'connected', to: 'dropbox' });
    const listed = await first.until(
      'catalogue.changed',
      ({ value }) => value.source === 'crawled' && value.crawl === null,
    );
    const current = (await server.files()).filter(({ path }) => !path.startsWith('/LEGACY/'));
    expect(listed.value.files).toBe(current.length);
    await first.close();

    const callsBefore = server.calls.records.length;
    const second = await start(at, server);
    await second.client.call('connection.connect', typed(server));
    const { value } = await second.client.call('catalogue.info', null);
    expect(value).toMatchObject({ source: 'crawled', files: listed.value.files });
    // Nothing but the link itself was asked for.
    expect(server.calls.records.length).toBe(callsBefore + 1);
  });

  it('asks once with a wrong password, reports it, and never asks again automatically', async () => {
    const server = await startServer();
    const app = await start(home(), server);
    const wrong = { ...typed(server), password: 'nearly' };
    await expect(app.client.call('connection.connect', wrong)).rejects.toMatchObject({
      code: 'link-denied',
    });
    expect(await stateOf(app)).toMatchObject({
      kind: 'disconnected',
      problem: { code: 'link-denied' },
    });
    expect(server.calls.records).toHaveLength(1);
    await app.client.call('connection.connect', typed(server));
    expect(await stateOf(app)).toMatchObject({ kind: 'connected' });
  });

  it('takes a config file, and returns its warnings', async () => {
    const server = await startServer();
    const app = await start(home(), server);
    const text = `[dropbox]\nshared_url = ${server.sharedUrl}\npassword = "${server.password}"\naccess_token = ${server.accessToken}\n`;
    const { warnings } = await app.client.call('connection.connectWithConfig', {
      text,
      remember: false,
    });
    expect(warnings.join()).toMatch(/quotes/);
    expect(await stateOf(app)).toMatchObject({ kind: 'connected' });
    await app.client.call('connection.disconnect', null);
    expect(await stateOf(app)).toEqual({ kind: 'disconnected', problem: null });
  });

  it('can be given up while it waits', async () => {
    const server = await startServer({ latencyMs: 60_000 });
    const app = await start(home(), server);
    await app.client.call('connection.justBrowse', null);
    const connecting = app.client.call('connection.connect', typed(server));
    const rejected = expect(connecting).rejects.toMatchObject({ code: 'cancelled' });
    await app.until('connection.changed', ({ value }) => value.kind === 'connecting');
    await app.client.call('connection.cancel', null);
    await rejected;
    expect(await stateOf(app)).toEqual({ kind: 'browsing' });
  });
});

describe('remembered credentials', () => {
  it('connect automatically at the next start, until they are forgotten', async () => {
    const server = await startServer();
    const keychain = keychainInMemory();
    const at = home();
    const first = await start(at, server, keychain);
    await first.client.call('connection.connect', typed(server, true));
    expect(await stateOf(first)).toMatchObject({ kind: 'connected', remembered: true });
    await first.close();

    const second = await start(at, server, keychain);
    await second.until('connection.changed', ({ value }) => value.kind === 'connected');
    expect(await stateOf(second)).toMatchObject({ remembered: true });
    await second.client.call('connection.forget', null);
    expect(keychain.entries.size).toBe(0);
    expect(await stateOf(second)).toEqual({ kind: 'disconnected', problem: null });
  });

  it('last for the session if no keychain answers', async () => {
    const server = await startServer();
    const app = await start(home(), server);
    expect((await app.client.call('app.info', null)).keychain).toBe(false);
    await app.client.call('connection.connect', typed(server, true));
    expect(await stateOf(app)).toMatchObject({ kind: 'connected', remembered: false });
  });
});

describe('a connection that is refused later on', () => {
  it('is shown, and downloads resume automatically with a new token', async () => {
    const server = await startServer();
    const app = await start(home(), server);
    const { client } = app;
    await client.call('connection.connect', typed(server));
    await app.until(
      'catalogue.changed',
      ({ value }) => value.source === 'crawled' && value.crawl === null,
    );
    server.expireAccessTokens();
    const { revision, value } = await client.call('catalogue.get', null);
    const { words } = bitsetWhere(value.length, (row) => pathAt(value, row).endsWith('.csv'));
    const { added } = await client.call('downloads.add', { catalogueRevision: revision, words });
    await app.until('connection.changed', (state) => state.value.kind === 'interrupted');
    expect(await stateOf(app)).toMatchObject({
      to: 'dropbox',
      problem: { code: 'sign-in-expired' },
    });
    const halted = await app.untilSnapshot(({ phase }) => phase.kind === 'halted');
    expect(halted.totals['waiting-for-auth'].files + halted.totals.queued.files).toBe(added);

    const form = new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: server.refreshToken,
      client_id: server.appKey,
    });
    const answer = await fetch(`${server.endpoint}/oauth2/token`, { method: 'POST', body: form });
    const { access_token: accessToken } = (await answer.json()) as { access_token: string };
    await client.call('connection.connect', { ...typed(server), accessToken });
    const end = await app.untilDone(added);
    expect(end.totals.done.files).toBe(added);
  });
});

describe('a queue that is left with files still to come', () => {
  it('is shown until it is opened again, even after a restart', async () => {
    const server = await startServer({ bytesPerSecond: 100_000 });
    const at = home();
    const first = await start(at, server);
    const { client } = first;
    await client.call('connection.connect', typed(server));
    await first.until(
      'catalogue.changed',
      ({ value }) => value.source === 'crawled' && value.crawl === null,
    );
    const { revision, value } = await client.call('catalogue.get', null);
    const { words } = bitsetWhere(value.length, (row) => pathAt(value, row).endsWith('.fits'));
    await client.call('downloads.add', { catalogueRevision: revision, words });
    const demo = await client.call('connection.wouldEnd', { kind: 'demo' });
    expect(demo).toMatchObject({ isFetching: true });
    expect(demo.files).toBeGreaterThan(1);
    const { outputFolder } = first;
    const folder = { kind: 'output-folder', outputFolder } as const;
    expect((await client.call('connection.wouldEnd', folder)).files).toBe(0);

    // Beside the connection another listing is shown, and nothing ends.
    await client.call('connection.justBrowse', null);
    expect((await client.call('catalogue.info', null)).value.source).toBe('builtin');
    expect((await client.call('downloads.get', null)).phase.kind).toBe('running');

    await client.call('downloads.pauseAll', null);
    await client.call('connection.tryDemo', null);
    const left = [{ outputFolder, files: expect.any(Number) as number }];
    expect((await client.call('downloads.get', null)).left).toEqual(left);
    await first.close();

    const second = await start(at, server);
    await second.untilSnapshot((snapshot) => snapshot.left === undefined);
    await second.client.call('connection.tryDemo', null);
    expect((await second.client.call('downloads.get', null)).left).toEqual(left);
    await second.client.call('connection.disconnect', null);
    const back = await second.client.call('downloads.get', null);
    expect(back).toMatchObject({ phase: { kind: 'paused' } });
    expect(back.left).toBeUndefined();
  });
});

describe('downloads that were under way when the program ended', () => {
  it('continue as soon as the user connects, however fast', async () => {
    const server = await startServer({ bytesPerSecond: 400_000 });
    const at = home();
    const first = await start(at, server);
    await first.client.call('connection.connect', typed(server));
    await first.until(
      'catalogue.changed',
      ({ value }) => value.source === 'crawled' && value.crawl === null,
    );
    const { revision, value } = await first.client.call('catalogue.get', null);
    const { words } = bitsetWhere(value.length, (row) => pathAt(value, row).endsWith('.I.fits'));
    const { added } = await first.client.call('downloads.add', {
      catalogueRevision: revision,
      words,
    });
    await first.untilSnapshot(({ totals }) => totals.done.files > 0);
    await first.close();

    const second = await start(at, server);
    // Without waiting for anything: the queue of the last run is still being opened.
    await second.client.call('connection.connect', typed(server));
    const end = await second.untilDone(added);
    expect(end.totals.failed.files).toBe(0);
  });
});
