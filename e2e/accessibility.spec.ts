/**
 * GIVEN a user with a screen reader, low vision, or no mouse
 * WHEN they open any view, or download files by keys alone
 * THEN axe finds nothing, and the files are on disk
 */
import type { Locator, Page } from '@playwright/test';
import { VIEWS } from '#shared/ipc/views.ts';
import { axeViolations } from './fixtures/axe-violations.ts';
import { expect, test } from './fixtures/test.ts';
import { BrowsePage } from './pages/browse-page.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { DownloadsPage } from './pages/downloads-page.ts';
import { goTo } from './pages/go-to.ts';
import { LibraryPage } from './pages/library-page.ts';
import { SourcesPage } from './pages/sources-page.ts';

/** More stops than any view has before the element that a test looks for. */
const MAX_STOPS = 80;

async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let stop = 0; stop < MAX_STOPS; stop += 1) {
    await page.keyboard.press('Tab');
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`The Tab key does not lead to ${String(wanted)}.`);
}

/** Checks what is shown: by all rules in the theme of the moment, and by those of colour in the other one. */
async function violationsInBothThemes(page: Page): Promise<string[]> {
  const found = (await axeViolations(page)).map((violation) => `dark: ${violation}`);
  await page.evaluate(() => (document.documentElement.dataset['theme'] = 'light'));
  for (const violation of await axeViolations(page, 'of colour')) found.push(`light: ${violation}`);
  await page.evaluate(() => (document.documentElement.dataset['theme'] = 'dark'));
  return found;
}

test('axe finds nothing in any view, in either theme', async ({ world }) => {
  // Axe checks every element of twenty states.
  test.slow();
  const { app, demo } = world;
  const page = app.page();
  const found: string[] = [];
  const seen = new Set<string>();
  const check = async (view: string): Promise<void> => {
    // An open dialog hides everything else from roles.
    seen.add((await page.locator('main').getAttribute('aria-label')) ?? '');
    found.push(...(await violationsInBothThemes(page)).map((violation) => `${view}, ${violation}`));
  };
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await goTo(page, 'Settings');
  await page.getByRole('button', { name: 'Dark', exact: true }).click();
  await expect(page.locator(':root')).toHaveAttribute('data-theme', 'dark');
  await check('settings');
  await goTo(page, 'Connect');
  await check('connect');
  await new ConnectPage(page).connect(demo, { password: 'wrong' });
  await page.getByRole('alert').waitFor();
  await check('connect, refused');
  await new ConnectPage(page).connect(demo);

  const browse = new BrowsePage(page);
  await browse.tick(/^Epoch 01/);
  await page.keyboard.press('ArrowRight');
  await expect(browse.selection).toContainText('--only-epochs 1');
  await check('browse');
  await page.getByTitle('Where this listing is from').click();
  await page.getByRole('button', { name: 'Import a listing…' }).waitFor();
  await check('listing');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Saved selections' }).click();
  await page.getByRole('menu').waitFor();
  await check('saved selections');
  await page.keyboard.press('Escape');
  await browse.search.fill('nothing has this name');
  await page.getByRole('heading', { name: /^Nothing matches/ }).waitFor();
  await check('browse, nothing found');
  await browse.search.fill('');

  await goTo(page, 'Sky');
  await page.getByRole('application', { name: 'Map of the sky' }).focus();
  await page.keyboard.press('ArrowUp');
  await check('sky');
  await goTo(page, 'Browse');

  await browse.download();
  const downloads = new DownloadsPage(page);
  await expect(downloads.heading.first()).toHaveText(/^Finished/, { timeout: 100_000 });
  await page.getByRole('row').nth(3).click();
  await check('downloads, finished');
  await goTo(page, 'Library');
  await page.getByRole('grid', { name: 'Files by field and epoch' }).waitFor();
  await check('library, coverage');
  await page.getByRole('checkbox', { name: 'Split by product' }).check();
  await check('library, coverage by product');
  await new LibraryPage(page).show('What is new');
  await page.getByRole('table', { name: /earlier listing/ }).waitFor();
  await check('library, what is new');
  await new LibraryPage(page).show('Verification');
  await page.getByRole('button', { name: 'Verify what is on disk' }).waitFor();
  await check('library');
  await page.getByRole('button', { name: 'Verify what is on disk' }).click();
  await page.getByRole('button', { name: 'Verify again…' }).waitFor();
  await check('library, checked');
  await goTo(page, 'Look');
  await check('look, nothing chosen');
  await goTo(page, 'Cutouts');
  await check('cutouts, none');
  await goTo(page, 'Tables');
  await check('tables, none');
  await goTo(page, 'Sources');
  await check('sources, none');
  await new SourcesPage(page).drop('x.csv', 'name,ra,dec\na,139.58,0.43\nfar,9,80\nbad,400,0\n');
  await page.getByRole('row', { name: /^a, VAST_/ }).click();
  await check('sources');
  await new SourcesPage(page).filter(/^Not read/).click();
  await page.getByRole('button', { name: 'Save table…' }).click();
  await check('sources, saving');
  expect(found).toEqual([]);
  expect(VIEWS.filter(({ name }) => !seen.has(name))).toEqual([]);
});

test('keys alone lead from the first view to files on disk', async ({ world }) => {
  const page = world.app.page();
  await tabTo(page, page.getByRole('button', { name: 'Try the demo survey' }));
  await page.keyboard.press('Enter');
  const browse = new BrowsePage(page);
  await expect(browse.row(/^Epoch 11x/)).toBeVisible({ timeout: 100_000 });

  await tabTo(page, page.getByRole('tree'));
  for (const key of ['Home', 'ArrowRight', 'ArrowDown', ' ']) await page.keyboard.press(key);
  await expect(browse.row(/^VAST_/).first()).toHaveAttribute('aria-checked', 'true');
  await expect(browse.selection).toContainText('--only-fields VAST_');
  const download = browse.selection.getByRole('button', { name: /^Download \d+ files/ });
  await tabTo(page, download);
  await page.keyboard.press('Enter');

  const downloads = new DownloadsPage(page);
  await expect(downloads.heading.first()).toHaveText(/^Finished/, { timeout: 100_000 });
  await tabTo(page, page.getByRole('grid', { name: 'Queued files' }));
  await page.keyboard.press('Control+a');
  await expect(page.getByRole('region', { name: 'Selected files' })).toContainText(
    'files selected',
  );
  await page.keyboard.press('Delete');
  await expect(page.getByRole('heading', { name: 'Nothing queued' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).focus();
  await page.keyboard.press('Enter');
  await expect(downloads.heading.first()).toHaveText(/^Finished/);
});
