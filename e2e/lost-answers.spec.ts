/**
 * GIVEN a page whose connection to the app fails
 * WHEN an answer is lost, or a call fails
 * THEN the page shows the failure in the view, calls again, and shows the answer
 */
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { JobQuery } from '#shared/downloads/job-row.ts';
import { MAX_TEXT_BYTES } from '#shared/ipc/limits.ts';
import { decodeMessage, encodeMessage } from '#shared/ipc/message-codec.ts';
import { startServer } from './fixtures/browser-app.ts';
import { type DemoServer, startDemoServer } from '#demo/demo-server.ts';
import { expect, test as base } from './fixtures/test.ts';
import { BrowsePage } from './pages/browse-page.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { goTo } from './pages/go-to.ts';

interface Message {
  readonly kind: string;
  readonly id: number;
  readonly name?: string;
  readonly input?: unknown;
}

type Fate = 'answered' | 'failed' | 'cut';

/** Decides the fate of a call; `times` counts the calls of this name so far, this one included. */
type Fates = (name: string, times: number, input: unknown) => Fate;

const test = base.extend<{
  readonly dropboxServer: DemoServer;
  readonly open: (fates: Fates) => Promise<string[]>;
}>({
  dropboxServer: async ({ dropbox }, use) => {
    const server = await startDemoServer(dropbox);
    await use(server);
    await server.close();
  },
  open: async ({ page, host, dropboxServer }, use) => {
    base.skip(host === 'desktop', 'No network lies between the window and the app.');
    const home = mkdtempSync(join(tmpdir(), 'vast-pilot-lost-'));
    const env = {
      VAST_DATA_DIR: join(home, 'data'),
      VAST_DROPBOX_ENDPOINT: dropboxServer.endpoint,
    };
    const server = await startServer({ home, env });
    await use(async (fates) => {
      const calls = await routeCalls(page, fates);
      await page.goto(server.address);
      await expect(page.getByRole('button', { name: 'Just browse' })).toBeVisible();
      return calls;
    });
    await server.end('SIGTERM');
    rmSync(home, { recursive: true, force: true });
  },
});

/** @returns the names of all calls; the array grows with each call */
async function routeCalls(page: Page, fates: Fates): Promise<string[]> {
  const calls: string[] = [];
  await page.routeWebSocket(/\/socket$/, (client) => {
    const server = client.connectToServer();
    const toCut = new Set<number>();
    client.onMessage((data) => {
      const { kind, id, name = '', input } = decode(data);
      if (kind === 'call') calls.push(name);
      const fate = fates(name, calls.filter((each) => each === name).length, input);
      if (fate === 'failed') {
        const error = {
          code: 'disk-error',
          message: 'The disk cannot be read.',
          retryAfterMs: null,
          field: null,
        };
        client.send(Buffer.from(encodeMessage({ kind: 'failure', id, error })));
        return;
      }
      if (fate === 'cut') toCut.add(id);
      server.send(data);
    });
    server.onMessage((data) => {
      const { kind, id } = decode(data);
      if (kind === 'answer' && toCut.has(id)) void client.close({ code: 1012 });
      else client.send(data);
    });
  });
  return calls;
}

function decode(data: string | Buffer): Message {
  return decodeMessage(new Uint8Array(data as Buffer).buffer) as Message;
}

test('the survey arrives although the connection breaks during the first answer', async ({
  page,
  open,
}) => {
  const calls = await open((name, times) =>
    name === 'catalogue.get' && times === 1 ? 'cut' : 'answered',
  );
  await expect.poll(() => calls.filter((name) => name === 'catalogue.get').length).toBe(2);
  await new ConnectPage(page).justBrowse();
  await expect(new BrowsePage(page).row(/^Epoch 01/)).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a listing that cannot be read shows the reason and a button to read it again', async ({
  page,
  open,
}) => {
  let isBroken = true;
  await open((name) => (name === 'catalogue.get' && isBroken ? 'failed' : 'answered'));
  await new ConnectPage(page).justBrowse();
  const alert = page.getByRole('main').getByRole('alert');
  await expect(alert).toContainText('The listing could not be read.');
  await expect(alert).toContainText('The disk cannot be read.');
  isBroken = false;
  await alert.getByRole('button', { name: 'Read it again' }).click();
  await expect(new BrowsePage(page).row(/^Epoch 01/)).toBeVisible();
  await expect(alert).toHaveCount(0);
});

test('the queue shows its rows although the first two calls for them failed', async ({
  page,
  open,
  dropboxServer,
}) => {
  let asked = 0;
  await open((name, _times, input) => {
    // A query for no rows only counts files that were checked by size; it has failures of its own.
    if (name !== 'downloads.rows' || (input as JobQuery).limit === 0) return 'answered';
    asked += 1;
    return asked <= 2 ? 'failed' : 'answered';
  });
  await new ConnectPage(page).connect(dropboxServer);
  const browse = new BrowsePage(page);
  await browse.tick(/^Epoch 01/);
  await browse.download();
  await goTo(page, 'Downloads');
  const rows = page.getByRole('grid', { name: 'Queued files' }).getByRole('row');
  await expect(rows.filter({ hasText: 'EPOCH01' }).first()).toBeVisible();
  expect(asked).toBeGreaterThan(2);
});

test('a list file that is too long is refused with its name', async ({ page, open }) => {
  await open(() => 'answered');
  await new ConnectPage(page).justBrowse();
  const folder = mkdtempSync(join(tmpdir(), 'vast-pilot-long-'));
  const file = join(folder, 'everything.txt');
  writeFileSync(file, '/EPOCH01/');
  truncateSync(file, MAX_TEXT_BYTES + 1);
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open list…' }).click();
  await (await choosing).setFiles(file);
  await expect(page.locator('.toast', { hasText: 'everything.txt' })).toContainText('split it');
  rmSync(folder, { recursive: true, force: true });
});
