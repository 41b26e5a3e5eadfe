/**
 * Draws the main path in both themes and three sizes into a folder, with the real app over the demo; then, in `states`,
 * the scenes of `build/scenes`.
 *   node build/screenshots.ts [FOLDER] [--real-only]
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium, expect, type Page } from '@playwright/test';
import { startDemoServer } from '#demo/demo-server.ts';
import { browserApp } from '../e2e/fixtures/browser-app.ts';
import { BrowsePage } from '../e2e/pages/browse-page.ts';
import { ConnectPage } from '../e2e/pages/connect-page.ts';
import { DownloadsPage } from '../e2e/pages/downloads-page.ts';
import { goTo } from '../e2e/pages/go-to.ts';
import { findChromium } from '../e2e/electron-stand-in/src/find-chromium.ts';

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
  { width: 960, height: 640 },
] as const;

/** Bytes a second: slow enough to watch a queue. */
const DEMO_BYTES_PER_SECOND = 8_000_000;

/** Long enough for a curve in the rate. */
const WATCHED_MS = 16_000;

const root = fileURLToPath(new URL('..', import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'real-only': { type: 'boolean', default: false } },
});
const folder = positionals[0] ?? join(root, 'screenshots');

function run(...args: string[]): void {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error(`${args.join(' ')} failed.`);
}

type Theme = 'dark' | 'light';

/** Draws the view in every size, and restores the window's size. */
async function take(page: Page, name: string, theme: Theme): Promise<void> {
  for (const size of SIZES) {
    await page.setViewportSize(size);
    // One frame lays out, one fills the lists, one is shown.
    await page.evaluate(
      () =>
        new Promise((resolve) => {
          requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        }),
    );
    await page.screenshot({ path: join(folder, `${name}-${theme}-${size.width}.png`) });
  }
  await page.setViewportSize(SIZES[0]);
}

/** The main path from the first view to a finished queue. */
async function walk(page: Page, theme: Theme, demo: Parameters<ConnectPage['connect']>[0]) {
  const connect = new ConnectPage(page);
  const browse = new BrowsePage(page);
  const downloads = new DownloadsPage(page);

  await goTo(page, 'Settings');
  await page.getByRole('button', { name: theme === 'dark' ? 'Dark' : 'Light' }).click();
  await expect(page.locator(`html[data-theme=${theme}]`)).toBeAttached();
  await take(page, '5-settings', theme);
  await goTo(page, 'Connect');
  await take(page, '1-connect', theme);
  await connect.connect(demo, { password: 'not this one' });
  await page.getByRole('alert').waitFor();
  await take(page, '1-connect-refused', theme);
  await connect.connect(demo);
  await browse.row(/^Epoch 11x/).waitFor();
  await page.getByText('List again').waitFor();
  await take(page, '2-browse', theme);

  const tree = page.getByRole('tree');
  const press = async (...keys: readonly string[]): Promise<void> => {
    await tree.focus();
    for (const key of keys) await page.keyboard.press(key);
  };
  await press('Home', 'ArrowRight', 'ArrowDown', 'ArrowDown', ' ', 'ArrowDown', 'ArrowRight');
  await press('ArrowDown', ' ', 'ArrowDown', 'ArrowDown', ' ');
  await expect(browse.selection).toContainText('vast-pilot --download');
  await take(page, '2-browse-ticked', theme);
  await page.getByRole('button', { name: 'Field → epoch' }).click();
  await press('Home', 'ArrowRight', 'ArrowDown', 'ArrowRight');
  await take(page, '2-browse-by-field', theme);
  await page.getByRole('button', { name: 'Epoch → field' }).click();
  await page.getByTitle('Where this listing is from').click();
  await page.getByText('Import a listing…').waitFor();
  await take(page, '2-browse-listing', theme);
  await page.keyboard.press('Escape');
  await browse.search.fill('epoch01 rms');
  await press('Home', 'End');
  await take(page, '2-browse-search', theme);
  await browse.search.fill('');

  await browse.row(/^Epoch 02/).click();
  await page.keyboard.press(' ');
  await browse.download();
  await expect(downloads.filter(/^Done/)).toHaveText(/Done [1-9]/);
  await page.waitForTimeout(WATCHED_MS);
  await take(page, '3-downloads-running', theme);
  await downloads.button('Pause all').click();
  await expect(downloads.heading.first()).toHaveText(/Paused/);
  await take(page, '3-downloads-paused', theme);
  await downloads.button('Resume all').click();
  await expect(downloads.heading.first()).toHaveText(/Finished/, { timeout: 180_000 });
  await take(page, '3-downloads-finished', theme);

  await goTo(page, 'Browse');
  await press('Home', 'ArrowDown', 'ArrowRight', 'ArrowDown', 'ArrowDown', 'ArrowRight');
  await press('ArrowDown', ' ', 'ArrowDown', 'ArrowDown', ' ');
  await expect(browse.selection).toContainText('on disk');
  await take(page, '2-browse-on-disk', theme);
  await goTo(page, 'Library');
  await take(page, '4-library', theme);
}

run('build/build.mjs');
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: ['--no-sandbox', '--disable-background-networking'],
});
for (const theme of ['dark', 'light'] as const) {
  const home = mkdtempSync(join(tmpdir(), 'vast-'));
  const demo = await startDemoServer({
    survey: 'standard',
    scale: 3,
    bytesPerSecond: DEMO_BYTES_PER_SECOND,
  });
  const env = { VAST_DROPBOX_ENDPOINT: demo.endpoint, VAST_DATA_DIR: join(home, 'vast-pilot') };
  const app = browserApp(browser, { home, env });
  await app.start();
  await app.page().emulateMedia({ reducedMotion: 'reduce' });
  try {
    await walk(app.page(), theme, demo);
  } finally {
    await app.quit();
    await demo.close();
    rmSync(home, { recursive: true, force: true });
  }
}
await browser.close();
if (!values['real-only']) {
  run('build/scenes/draw.ts', join(folder, 'states'), '--sizes', '1280x800');
}
process.stdout.write(`Screenshots are in ${folder}\n`);
