/**
 * GIVEN the built app, and nothing else
 * WHEN it starts, and the user tries the demo
 * THEN the survey can be browsed, in a window that is isolated
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { type DesktopApp, desktopApp } from './fixtures/desktop-app.ts';
import { PIPE_CHANNEL } from '#shared/ipc/pipe-channel.ts';
import { callsOf } from './electron-stand-in/doubles.ts';
import { runtimeName } from './electron-stand-in/launch.ts';

const test = base.extend<{ home: string; app: DesktopApp }>({
  // oxlint-disable-next-line eslint/no-empty-pattern -- Playwright reads the fixtures that are needed off the pattern
  home: async ({}, use) => {
    const home = mkdtempSync(join(tmpdir(), 'vast-pilot-desktop-'));
    await use(home);
    rmSync(home, { recursive: true, force: true });
  },
  app: async ({ home }, use) => {
    test.info().annotations.push({ type: 'runtime', description: runtimeName() });
    const app = desktopApp({ home, env: { VAST_DATA_DIR: join(home, 'data') } });
    await app.start();
    await use(app);
    await app.quit();
  },
});

test('the demo opens from the first view', async ({ app }) => {
  await app.page().getByRole('button', { name: 'Try the demo survey' }).click();
  const epoch = app.page().getByRole('treeitem', { name: 'Epoch 01', exact: true });
  // The built-in listing, which is shown first, has no sizes.
  await expect(epoch).toHaveAccessibleDescription(/\d+ files, (?!size unknown)/, {
    timeout: 100_000,
  });
});

test('a reloaded page shows the same state', async ({ app }) => {
  await app.page().getByRole('button', { name: 'Try the demo survey' }).click();
  await expect(app.page().getByRole('treeitem').first()).toBeVisible();
  await app.page().reload();
  await app.electron().evaluate(({ Menu }) => {
    Menu.getApplicationMenu()!
      .items.flatMap((item) => item.submenu?.items ?? [])
      .find((item) => item.id === 'show-browse')!
      .click();
  });
  await expect(app.page().getByRole('treeitem').first()).toBeVisible();
});

test('the page cannot navigate away or open a window', async ({ app }) => {
  const page = app.page();
  await expect(page.getByRole('button', { name: 'Try the demo survey' })).toBeVisible();
  const before = page.url();
  await page.evaluate(() => {
    window.open('https://example.org/');
    window.open('https://www.dropbox.com/home');
    location.href = 'https://example.org/';
  });
  await expect
    .poll(() => callsOf(app.electron(), 'shell.openExternal'))
    .toEqual([['https://www.dropbox.com/home']]);
  expect(page.url()).toBe(before);
  expect(app.electron().windows()).toHaveLength(1);
  expect(await page.evaluate(() => 'require' in window || 'process' in window)).toBe(false);
});

test("the app answers only the page in the window's main frame", async ({ app }) => {
  const page = app.page();
  await expect(page.getByRole('button', { name: 'Try the demo survey' })).toBeVisible();
  const theme = () => page.evaluate(() => document.documentElement.dataset['theme']);
  /** Sends main a message as if from a frame, and waits until main has handled earlier ones. */
  const send = async (
    frame: 'foreign' | 'below' | 'gone' | 'elsewhere' | 'ours',
    what: unknown,
  ) => {
    await app.electron().evaluate(
      ({ ipcMain, BrowserWindow }, given) => {
        const { webContents } = BrowserWindow.getAllWindows()[0]!;
        const url = webContents.getURL();
        const frames = {
          foreign: { url: 'https://example.org/', parent: null },
          below: { url, parent: { url, parent: null } },
          gone: null,
          elsewhere: { url, parent: null },
          ours: { url, parent: null },
        };
        const sender = given.frame === 'elsewhere' ? {} : webContents;
        ipcMain.emit(given.channel, { sender, senderFrame: frames[given.frame] }, given.what);
      },
      { channel: PIPE_CHANNEL, frame, what },
    );
  };
  const dark = { kind: 'call', id: 900_001, name: 'settings.set', input: { theme: 'dark' } };
  const light = { ...dark, id: 900_002, input: { theme: 'light' } };

  await send('ours', light);
  await expect.poll(theme).toBe('light');
  for (const frame of ['foreign', 'below', 'gone', 'elsewhere'] as const) await send(frame, dark);
  for (const what of [
    null,
    'dark',
    { ...dark, name: 'no.such.call' },
    { ...dark, input: { theme: 7 } },
  ]) {
    await send('ours', what);
  }
  // The page gets an answer after all of them, and none of them had an effect.
  await page.reload();
  await expect(page.getByRole('button', { name: 'Try the demo survey' })).toBeVisible();
  expect(await theme()).toBe('light');
  await send('ours', dark);
  await expect.poll(theme).toBe('dark');
});

test('a file that is opened with the app reaches the page', async ({ home }) => {
  const list = join(home, 'fields.csv');
  writeFileSync(list, 'field_name\nVAST_0918+00A\nNO_SUCH_FIELD\n');
  const app = desktopApp({ home, env: { VAST_DATA_DIR: join(home, 'data') } }, [list]);
  await app.start();
  await expect(app.page().getByText('NO_SUCH_FIELD')).toBeVisible();
  await app.quit();
});

test('the app follows the power source', async ({ app, home }) => {
  await expect(app.page().getByRole('button', { name: 'Try the demo survey' })).toBeVisible();
  await app.electron().evaluate(({ powerMonitor }) => powerMonitor.emit('on-battery'));
  const logs = join(home, 'logs');
  await expect
    .poll(() =>
      readdirSync(logs)
        .map((name) => readFileSync(join(logs, name), 'utf8'))
        .join(''),
    )
    .toMatch(/On battery: verification uses half of the cores/);
});

test('the log opens in its folder', async ({ app, home }) => {
  await expect(app.page().getByRole('button', { name: 'Try the demo survey' })).toBeVisible();
  await app.electron().evaluate(({ Menu }) => {
    Menu.getApplicationMenu()!
      .items.flatMap((item) => item.submenu?.items ?? [])
      .find((item) => item.id === 'show-log')!
      .click();
  });
  const [[file]] = (await callsOf(app.electron(), 'shell.showItemInFolder')) as [[string]];
  expect(file.startsWith(join(home, 'logs'))).toBe(true);
});

test('the page has its own origin, runs no other script, and gets no permission', async ({
  app,
}) => {
  const page = app.page();
  await expect(page.getByRole('button', { name: 'Try the demo survey' })).toBeVisible();
  const found = await page.evaluate(async () => {
    const refused: string[] = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
      refused.push(effectiveDirective),
    );
    const script = document.createElement('script');
    script.textContent = 'globalThis.isInjected = true';
    document.head.append(script);
    const isReached = await fetch('https://example.org/').then(
      () => true,
      () => false,
    );
    const names = ['notifications', 'geolocation', 'camera', 'clipboard-read'] as PermissionName[];
    const states = await Promise.all(names.map((name) => navigator.permissions.query({ name })));
    return {
      isSecure: isSecureContext,
      isInjected: 'isInjected' in globalThis,
      isReached,
      refused: refused.toSorted(),
      states: states.map(({ state }) => state),
    };
  });
  expect(found).toEqual({
    isSecure: true,
    isInjected: false,
    isReached: false,
    refused: ['connect-src', 'script-src-elem'],
    states: ['denied', 'denied', 'denied', 'denied'],
  });
  const url = await app
    .electron()
    .evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.getURL());
  expect(new URL(url).protocol).toBe('app:');
});

test('the window opens with its last size and position', async ({ app }) => {
  const left = { x: 40, y: 30, width: 1_100, height: 700 };
  await app.electron().evaluate(({ BrowserWindow }, bounds) => {
    BrowserWindow.getAllWindows()[0]!.setBounds(bounds);
  }, left);
  await app.quit();
  await app.start();
  const found = await app
    .electron()
    .evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getNormalBounds());
  expect(found).toEqual(left);
});
