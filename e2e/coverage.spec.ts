/**
 * GIVEN the survey's files, some of them on disk
 * WHEN the user opens Library
 * THEN a matrix of fields and epochs shows what is there, and ticks the same files as Browse
 */
import { expect, test } from './fixtures/test.ts';
import { BrowsePage } from './pages/browse-page.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { DownloadsPage } from './pages/downloads-page.ts';
import { LibraryPage } from './pages/library-page.ts';
import { goTo } from './pages/go-to.ts';

test('the matrix shows the listing before any connection, and ticks what Browse shows', async ({
  world: { app },
}) => {
  const page = app.page();
  await new ConnectPage(page).justBrowse();
  const library = new LibraryPage(page);
  await library.open();
  await expect(page.getByText(/files of 113 fields in 11 epochs/)).toBeVisible();
  await library.cell('VAST_0012-06A, epoch 2').click();
  await expect(library.cell('VAST_0012-06A, epoch 2')).toHaveAttribute('aria-selected', 'true');
  await page.getByRole('grid').press('ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Space');
  await expect(page.getByRole('region', { name: 'Cells at the cursor' })).toContainText(
    '2 fields · 2 epochs',
  );

  await goTo(page, 'Browse');
  const browse = new BrowsePage(page);
  await page.getByRole('button', { name: 'Field → epoch' }).click();
  await expect(browse.row(/^VAST_0012-06A/)).toHaveAttribute('aria-checked', 'mixed');
  await page.getByRole('button', { name: 'Epoch → field' }).click();
  await expect(browse.row(/^Epoch 02/)).toHaveAttribute('aria-checked', 'mixed');
  await expect(browse.row(/^Epoch 05x/)).toHaveAttribute('aria-checked', 'false');
  await browse.tick(/^Epoch 05x/);
  await library.open();
  await expect(library.cell('VAST_0012+00A, epoch 5x')).toHaveAttribute('aria-selected', 'true');
});

test('cells show what is on disk, and a field is completed', async ({ world: { app, demo } }) => {
  const page = app.page();
  await new ConnectPage(page).connect(demo);
  const browse = new BrowsePage(page);
  await browse.tick(/^Epoch 01/);
  await browse.download();
  await expect(new DownloadsPage(page).heading.first()).toHaveText(/^Finished/, {
    timeout: 40_000,
  });

  const library = new LibraryPage(page);
  await library.open();
  const first = page.getByRole('gridcell', { name: /^VAST_.*, epoch 1: / }).first();
  await expect(first).toHaveAccessibleName(/(\d+) files, \1 on disk/);
  await library.verify();
  await library.show('Coverage');
  await expect(first).toHaveAccessibleName(/(\d+) files, \1 on disk, \1 verified/);
  const [field = ''] = ((await first.getAttribute('aria-label')) ?? '').split(',');
  await page.getByRole('button', { name: `Complete ${field}` }).click();
  await expect(library.cell(`${field}, epoch 1`)).toHaveAttribute('aria-selected', 'false');
  await expect(library.cell(`${field}, epoch 2`)).toHaveAttribute('aria-selected', 'true');
  await expect(browse.selection.getByRole('button', { name: /^Download \d+ files/ })).toBeVisible();
});
