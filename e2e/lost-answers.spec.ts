/**
 * GIVEN a page whose calls are answered over a network that fails
 * WHEN an answer is lost, or is a failure
 * THEN the page says so where the user looks, asks again, and shows what came
 */
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
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
}

type Fate = 'answered' | 'failed' | 'cut';

/** What becomes of each call: of the first of a name, the second … */
type Fates = (name: string, times: number) => Fate;

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

/** @returns the names of all calls so far, and later */
async function routeCalls(page: Page, fates: Fates): Promise<string[]> {
  const calls: string[] = [];
  await page.routeWebSocket(/\/socket$/, (client) => {
    const server = client.connectToServer();
    const toCut = new Set<number>();
    client.onMessage((data) => {
      const { kind, id, name = '' } = decode(data);
      if (kind === 'call') calls.push(name);
      const fate = fates(name, calls.filter((each) => each === name).length);
      if (fate === 'failed') {
        const error = {
          code: 'disk-error',
          message: 'The disk cannot be read.',
          retryAfterMs: null,
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

test('the survey is there though the network broke while it came', async ({ page, open }) => {
  const calls = await open((name, times) =>
    name === 'catalogue.get' && times === 1 ? 'cut' : 'answered',
  );
  await expect.poll(() => calls.filter((name) => name === 'catalogue.get').length).toBe(2);
  await new ConnectPage(page).justBrowse();
  await expect(new BrowsePage(page).row(/^Epoch 01/)).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a survey that cannot be read is a sentence and a button', async ({ page, open }) => {
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

test('rows of the queue come though the first calls for them failed', async ({
  page,
  open,
  dropboxServer,
}) => {
  const calls = await open((name, times) =>
    name === 'downloads.rows' && times <= 2 ? 'failed' : 'answered',
  );
  await new ConnectPage(page).connect(dropboxServer);
  const browse = new BrowsePage(page);
  await browse.tick(/^Epoch 01/);
  await browse.download();
  await goTo(page, 'Downloads');
  await expect(
    page
      .getByRole('main')
      .getByText(/EPOCH01/)
      .first(),
  ).toBeVisible();
  expect(calls.filter((name) => name === 'downloads.rows').length).toBeGreaterThan(2);
});

test('a file that is too long for a list is refused by name', async ({ page, open }) => {
  await open(() => 'answered');
  await new ConnectPage(page).justBrowse();
  const folder = mkdtempSync(join(tmpdir(), 'vast-pilot-long-'));
  const file = join(folder, 'everything.txt');
  writeFileSync(file, '/EPOCH01/');
  truncateSync(file, MAX_TEXT_BYTES + 1);
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open list…' }).click();
  await (await choosing).setFiles(file);
  await expect(page.locator('.toast', { hasText: 'everything.txt has' })).toContainText('Split it');
  rmSync(folder, { recursive: true, force: true });
});
