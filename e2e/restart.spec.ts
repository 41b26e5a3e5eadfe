/**
 * GIVEN a page whose server is killed
 * WHEN the server starts again, with the same key or a new one
 * THEN the open page reconnects, or shows what to do
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from './fixtures/browser-app.ts';
import { expect, test as base } from './fixtures/test.ts';
import { BrowsePage } from './pages/browse-page.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { goTo } from './pages/go-to.ts';

const test = base.extend<{ readonly home: string }>({
  home: async ({ host }, use) => {
    base.skip(host === 'desktop', 'There is no server between the window and the app.');
    const home = mkdtempSync(join(tmpdir(), 'vast-pilot-restart-'));
    await use(home);
    rmSync(home, { recursive: true, force: true });
  },
});

test('an open page reconnects after SIGKILL and a new start', async ({ page, home }) => {
  const setting = { home, env: { VAST_DATA_DIR: join(home, 'data') } };
  const first = await startServer(setting);
  await page.goto(first.address);
  await new ConnectPage(page).justBrowse();
  const browse = new BrowsePage(page);
  await browse.tick(/^Epoch 01/);
  await first.end('SIGKILL');
  await expect(page.getByRole('alert')).toContainText('reconnecting');

  const second = await startServer(setting);
  expect(second.address).toBe(first.address);
  await expect(page.getByRole('alert')).toHaveCount(0);
  // The ticks stay, and main answers calls about them.
  await expect(browse.selection.locator('strong')).toHaveText('6,733 files');
  await expect(browse.selection.getByText(/--only-epochs 1/).first()).toBeVisible();
  await goTo(page, 'Settings');
  const light = page.getByRole('button', { name: 'Light' });
  await light.click();
  await expect(light).toHaveAttribute('aria-pressed', 'true');
  await second.end('SIGTERM');
});

test('a page shows help after a while, and still reconnects', async ({ page, home }) => {
  const setting = { home, env: {} };
  const first = await startServer(setting);
  await page.clock.install();
  await page.goto(first.address);
  await expect(page.getByRole('button', { name: 'Just browse' })).toBeVisible();
  await first.end('SIGKILL');
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('reconnecting');
  await page.clock.fastForward(9_000);
  await expect(alert).toContainText('reconnecting');
  await page.clock.fastForward(1_500);
  await expect(alert).toContainText('The server does not answer.');
  await expect(alert).toContainText('npm start');
  const second = await startServer(setting);
  await page.clock.runFor(6_000);
  await expect(alert).toHaveCount(0);
  await second.end('SIGTERM');
});

test('a new key locks open pages out, and the new address lets them in', async ({ page, home }) => {
  const first = await startServer({ home, env: {} });
  await page.goto(first.address);
  await expect(page.getByRole('button', { name: 'Just browse' })).toBeVisible();
  await first.end('SIGKILL');
  const second = await startServer({ home, env: {} }, ['--new-key']);
  expect(new URL(second.address).port).toBe(new URL(first.address).port);
  expect(second.address).not.toBe(first.address);
  await expect(page.getByRole('alert')).toContainText('The server has a new key now');
  const other = await page.context().newPage();
  await other.goto(second.address);
  // The first page shares the cookie of the other, and reconnects automatically.
  await expect(page.getByRole('alert')).toHaveCount(0);
  await new ConnectPage(page).justBrowse();
  await expect(new BrowsePage(page).row(/^Epoch 01/)).toBeVisible();
  await second.end('SIGTERM');
});

test('the server reports that its last port is in use, and takes another one', async ({
  page,
  home,
}) => {
  const first = await startServer({ home, env: {} });
  const port = Number(new URL(first.address).port);
  await first.end('SIGKILL');
  const holder = createServer().listen(port, '127.0.0.1');
  await new Promise((resolve) => holder.once('listening', resolve));
  const second = await startServer({ home, env: {} });
  expect(new URL(second.address).port).not.toBe(String(port));
  expect(second.said()).toContain(`Port ${port} of the last start is in use`);
  await page.goto(second.address);
  await expect(page.getByRole('button', { name: 'Just browse' })).toBeVisible();
  await second.end('SIGTERM');
  holder.close();
});
