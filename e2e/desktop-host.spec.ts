/**
 * GIVEN the app in its window
 * WHEN the system around it acts (a second start, sleep, closing in mid-download, flags)
 * THEN the app behaves like a native program, and loses nothing
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import type { AppSetting } from './fixtures/browser-app.ts';
import { type DesktopWorld, expect, test } from './fixtures/desktop-world.ts';
import { BrowsePage } from './pages/browse-page.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { DownloadsPage } from './pages/downloads-page.ts';
import { SourcesPage } from './pages/sources-page.ts';
import { callsOf } from './electron-stand-in/doubles.ts';
import { appCommand } from './electron-stand-in/launch.ts';

const CHECKOUT = join(import.meta.dirname, '..');

/** Runs the program again, beside the open one. */
async function runAgain(
  { home, env }: AppSetting,
  words: readonly string[],
): Promise<{ code: number | null; output: string }> {
  const { program, args } = appCommand(CHECKOUT, words);
  const child: ChildProcess = spawn(program, args, {
    env: { ...process.env, HOME: home, VAST_PILOT_HOME: home, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout!.setEncoding('utf8').on('data', (text: string) => (output += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}

async function startDownload({ app, demo }: DesktopWorld): Promise<DownloadsPage> {
  await new ConnectPage(app.page()).connect(demo);
  const browse = new BrowsePage(app.page());
  await browse.tick(/^Epoch 01/);
  await browse.download();
  const downloads = new DownloadsPage(app.page());
  await downloads.open();
  return downloads;
}

function lastBar(electron: ElectronApplication): Promise<unknown> {
  return callsOf(electron, 'BrowserWindow.setProgressBar').then((calls) => calls.at(-1));
}

test('flags of the command run the command beside an open window', async ({ desktop }) => {
  const { code, output } = await runAgain(desktop.setting, [
    '--dry-run',
    '--only-epochs=1',
    '--only-fields',
    'VAST_0918+00A',
  ]);
  expect(code).toBe(0);
  expect(output).toMatch(/^\/EPOCH01\/.*VAST_0918\+00A/);
  const wrong = await runAgain(desktop.setting, ['--download', '--stoks', 'I']);
  expect(wrong.code).toBe(2);
});

test('a second start hands its files to the first one and exits', async ({ desktop }) => {
  const { app, setting } = desktop;
  const page = app.page();
  await expect(page.getByRole('button', { name: 'Try the demo survey' })).toBeVisible();
  const list = join(setting.home, 'fields.csv');
  writeFileSync(list, 'field_name\nVAST_0918+00A\nNO_SUCH_FIELD\n');
  expect((await runAgain(setting, [list])).code).toBe(0);
  await expect(page.getByText('NO_SUCH_FIELD')).toBeVisible();
  expect(app.electron().windows()).toHaveLength(1);

  const fits = join(import.meta.dirname, '../src/shared/sources/testdata/astropy.fits');
  expect((await runAgain(setting, [fits])).code).toBe(0);
  await expect(page.getByRole('heading', { name: 'astropy.fits' })).toBeVisible();
});

test('a file that is opened during a reload waits for the page', async ({ desktop }) => {
  const { app, setting } = desktop;
  const page = app.page();
  await expect(page.getByRole('button', { name: 'Try the demo survey' })).toBeVisible();
  const list = join(setting.home, 'fields.csv');
  writeFileSync(list, 'field_name\nVAST_0918+00A\nNO_SUCH_FIELD\n');
  await app.electron().evaluate(({ app: main, BrowserWindow }, file) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!;
    webContents.once('did-navigate', () => {
      main.emit('second-instance', {}, [], '', { files: [file] });
    });
    webContents.reload();
  }, list);
  await expect(page.getByText('NO_SUCH_FIELD')).toBeVisible();
});

test('a start during the shutdown does no harm', async ({ desktop }) => {
  const { app } = desktop;
  await expect(app.page().getByRole('button', { name: 'Try the demo survey' })).toBeVisible();
  const electron = app.electron();
  const ended = electron.waitForEvent('close');
  const trouble = await electron.evaluate(async ({ app: main, BrowserWindow }) => {
    const seen: string[] = [];
    process.on('uncaughtException', (error) => seen.push(error.message));
    const window = BrowserWindow.getAllWindows()[0]!;
    main.on('window-all-closed', () => undefined);
    const closed = new Promise<void>((resolve) => window.once('closed', () => resolve()));
    window.destroy();
    await closed;
    try {
      main.emit('second-instance', {}, [], '', { files: [] });
    } catch (error) {
      seen.push(String(error));
    }
    return seen;
  });
  expect(trouble).toEqual([]);
  await electron.evaluate(({ app: main }) => main.quit());
  await ended;
});

test('the desktop shows progress and completion', async ({ desktop }) => {
  const electron = desktop.app.electron();
  await expect
    .poll(() => electron.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow() !== null))
    .toBe(true);
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow()!.blur());
  await startDownload(desktop);
  await expect
    .poll(() => callsOf(electron, 'Notification.show').then((calls) => calls.length))
    .toBe(1);
  // The order of these calls does not matter.
  await expect.poll(() => lastBar(electron)).toEqual([-1, { mode: 'none' }]);
  const started = await callsOf(electron, 'powerSaveBlocker.start');
  expect(started.length).toBeGreaterThan(0);
  await expect
    .poll(() => callsOf(electron, 'powerSaveBlocker.stop').then((calls) => calls.length))
    .toBe(started.length);
});

test('cutouts keep the machine awake', async ({ desktop }) => {
  const page = desktop.app.page();
  await new ConnectPage(page).connect(desktop.demo);
  const electron = desktop.app.electron();
  const started = await callsOf(electron, 'powerSaveBlocker.start');
  await new SourcesPage(page).drop('one.csv', 'name,ra,dec\nmiddle,139.65417,0\n');
  await page.getByRole('button', { name: 'Get cutouts…' }).click();
  await page.getByRole('button', { name: /^Get \d+ cutouts?$/ }).click();
  await expect
    .poll(() => callsOf(electron, 'powerSaveBlocker.start').then((calls) => calls.length))
    .toBe(started.length + 1);
  await expect
    .poll(() => callsOf(electron, 'powerSaveBlocker.stop').then((calls) => calls.length))
    .toBe(started.length + 1);
});

test('a finished file, and its output folder, open in the file manager', async ({ desktop }) => {
  const downloads = await startDownload(desktop);
  await expect(downloads.heading.first()).toHaveText(/^Finished/, { timeout: 100_000 });
  const row = desktop.app.page().getByRole('row').nth(1);
  await row.hover();
  await row.getByRole('button', { name: /^Show in folder/ }).click();
  const electron = desktop.app.electron();
  await expect.poll(() => callsOf(electron, 'shell.showItemInFolder')).toHaveLength(1);
  const [[file]] = (await callsOf(electron, 'shell.showItemInFolder')) as [[string]];
  expect(existsSync(file)).toBe(true);
  await desktop.app.page().getByRole('button', { name: 'Show folder' }).click();
  await expect.poll(() => callsOf(electron, 'shell.openPath')).toHaveLength(1);
  const [[folder]] = (await callsOf(electron, 'shell.openPath')) as [[string]];
  expect(file.startsWith(`${folder}/`)).toBe(true);
});

test.describe('while a slow download runs', () => {
  test.use({ dropbox: { survey: 'tiny', bytesPerSecond: 700_000 } });

  test('it pauses when the machine sleeps and continues afterwards', async ({ desktop }) => {
    const electron = desktop.app.electron();
    const downloads = await startDownload(desktop);
    await expect(downloads.filter(/^Done/)).toHaveText(/Done [1-9]/);
    await electron.evaluate(({ powerMonitor }) => powerMonitor.emit('suspend'));
    await expect(downloads.heading.first()).toHaveText(/Paused/);
    await electron.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'));
    await expect(downloads.heading.first()).not.toHaveText(/Paused/);
  });

  test('closing the window keeps finished blocks, and the next start continues', async ({
    desktop,
  }) => {
    const { app, demo } = desktop;
    const downloads = await startDownload(desktop);
    await expect(downloads.filter(/^Done/)).toHaveText(/Done [1-9]/);
    const ended = app.electron().waitForEvent('close');
    await app.electron().evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.close());
    await ended;

    await app.start();
    await new ConnectPage(app.page()).connect(demo);
    const again = new DownloadsPage(app.page());
    await again.open();
    const wanted = (await demo.files()).filter(({ path }) => path.startsWith('/EPOCH01/')).length;
    await expect(again.filter(/^Done/)).toHaveText(new RegExp(`Done ${wanted}`));
  });
});
