import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createWindowApp } from '#main/app/create-app.ts';
import type { Keychain } from '#main/app/credentials/keychain.ts';
import { bitsetWhere } from '#shared/catalogue/bitset.ts';
import { fileAt } from '#shared/catalogue/catalogue.ts';
import type { AppContract } from '#shared/ipc/contract.ts';
import { decodeMessage, encodeMessage } from '#shared/ipc/message-codec.ts';
import { type Client, connect } from '#shared/rpc/channel.ts';
import { createBrowserAbilities } from './browser-abilities.ts';
import { type BrowserHost, startBrowserHost } from './start-browser-host.ts';

/** The app itself behind the host, as a page sees it. */

const noKeychain: Keychain = {
  available: async () => false,
  get: async () => null,
  set: async () => undefined,
  delete: async () => false,
};

let folder: string;
let host: BrowserHost;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'browser-host-app-'));
  const rendererFolder = join(folder, 'renderer');
  mkdirSync(rendererFolder);
  writeFileSync(join(rendererFolder, 'index.html'), '');
  host = await startBrowserHost({
    port: 0,
    rendererFolder,
    startApp: () =>
      createWindowApp(
        {
          host: createBrowserAbilities(['vast-pilot']),
          env: { VAST_PILOT_HOME: join(folder, 'home'), VAST_DATA_DIR: join(folder, 'data') },
          platform: process.platform,
          version: '0.0.0',
          workers: {},
        },
        { keychain: noKeychain, demo: { survey: 'tiny' } },
      ),
  });
});
afterEach(async () => {
  await host.close();
  rmSync(folder, { recursive: true });
});

async function openPage(): Promise<Client<AppContract>> {
  const { headers } = await fetch(host.url, { redirect: 'manual' });
  const Cookie = headers.getSetCookie()[0]!.split(';')[0]!;
  const socket = new WebSocket(`ws://127.0.0.1:${host.port}/socket`, {
    headers: { Cookie, Origin: `http://127.0.0.1:${host.port}` },
  });
  socket.binaryType = 'arraybuffer';
  await once(socket, 'open');
  return connect<AppContract>({
    post: (message) => socket.send(encodeMessage(message)),
    onMessage: (listener) => {
      socket.on('message', (data) => listener(decodeMessage(data as ArrayBuffer)));
    },
  });
}

describe('the app in a browser', () => {
  it('downloads a file of the demo, and notifies every page', async () => {
    const [page, other] = [await openPage(), await openPage()];
    expect(await page.call('app.info', null)).toMatchObject({ host: 'browser', keychain: false });
    const done = new Promise<void>((resolve) => {
      other.on('downloads.changed', ({ totals }) => {
        if (totals.done.files === 1) resolve();
      });
    });

    await page.call('connection.tryDemo', null);
    await page.call('catalogue.refresh', { includeLegacy: false });
    const { revision, value } = await page.call('catalogue.get', null);
    const files = Array.from({ length: value.length }, (_, row) => fileAt(value, row));
    const wanted = files.findIndex(({ path }) => path.endsWith('.txt'));
    const { words } = bitsetWhere(value.length, (row) => row === wanted);
    const selection = { catalogueRevision: revision, words };
    expect(await page.call('downloads.add', selection)).toEqual({ added: 1, warnings: [] });
    await done;

    const { path } = files[wanted]!;
    const { size } = statSync(join(folder, 'data', 'demo-survey', path));
    const late = await openPage();
    const query = { filter: 'done', search: '', offset: 0, limit: 10 } as const;
    expect((await late.call('downloads.rows', query)).rows).toMatchObject([
      { path, size, assurance: 'verified' },
    ]);
  });

  it('reports what it cannot do from here', async () => {
    const page = await openPage();
    await expect(page.call('app.showLog', null)).rejects.toThrow('on the machine that runs');
    expect(await page.call('dialogs.chooseFolder', { start: folder })).toEqual({ path: null });
    const text = { suggestedName: 'a.txt', text: 'a' };
    expect(await page.call('dialogs.saveText', text)).toEqual({ saved: false });
  });
});
