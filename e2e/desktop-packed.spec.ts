/**
 * GIVEN the app packed as its installers carry it
 * WHEN its content is compared with the list of allowed files, and it is started
 * THEN it contains nothing else, and nothing is missing
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { desktopApp } from './fixtures/desktop-app.ts';
import { BrowsePage } from './pages/browse-page.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { DownloadsPage } from './pages/downloads-page.ts';

test.skip(
  process.platform !== 'linux',
  'the installers of other systems are built and tried there',
);

test('the packed app contains what it needs, and downloads files', async () => {
  const check = join(import.meta.dirname, '..', 'build', 'check-package.mjs');
  const said = execFileSync(process.execPath, [check], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const archive = said.trim().split('\n').at(-1)!;

  const home = mkdtempSync(join(tmpdir(), 'vast-pilot-packed-'));
  const app = desktopApp({ home, env: { VAST_DATA_DIR: join(home, 'data') } }, [], archive);
  await app.start();
  expect(await app.electron().evaluate(({ app: it }) => it.isPackaged)).toBe(true);
  await new ConnectPage(app.page()).tryDemo();
  const browse = new BrowsePage(app.page());
  const epoch = app.page().getByRole('treeitem', { name: 'Epoch 01', exact: true });
  await expect(epoch).toHaveAccessibleDescription(/\d+ files, (?!size unknown)/, {
    timeout: 100_000,
  });
  await browse.tick('Epoch 01');
  await browse.download();
  const downloads = new DownloadsPage(app.page());
  await downloads.open();
  await expect(downloads.filter(/^Done/)).toHaveText(/Done [1-9]\d+/);
  await app.quit();
  rmSync(home, { recursive: true, force: true });
});
