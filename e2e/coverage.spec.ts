/**
 * GIVEN the survey's files, some of them on disk
 * WHEN the user opens Library
 * THEN a matrix of fields and epochs shows what is there, and ticks the same files as Browse
 */
import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures/test.ts';
import { BrowsePage } from './pages/browse-page.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { DownloadsPage } from './pages/downloads-page.ts';
import { LibraryPage } from './pages/library-page.ts';
import { SourcesPage } from './pages/sources-page.ts';
import { goTo } from './pages/go-to.ts';

test('the matrix shows the listing before any connection, and ticks what Browse shows', async ({
  sharedWorld: { app },
}) => {
  const page = app.page();
  await new ConnectPage(page).justBrowse();
  const library = new LibraryPage(page);
  await library.open();
  await expect(page.getByText(/files of 113 fields in 11 epochs/)).toBeVisible();
  await library.cell('VAST_0012-06A, epoch 02').click();
  await expect(library.cell('VAST_0012-06A, epoch 02')).toHaveAttribute('aria-selected', 'true');
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
  await expect(library.cell('VAST_0012+00A, epoch 05x')).toHaveAttribute('aria-selected', 'true');

  const [from, to] = ['08', '09'].map((epoch) => library.cell(`VAST_0012+00A, epoch ${epoch}`));
  const touch = await page.context().newCDPSession(page);
  const touchAt = async (cell: Locator, type: 'touchStart' | 'touchMove'): Promise<void> => {
    const { x, y, width, height } = (await cell.boundingBox())!;
    const touchPoints = [{ x: x + width / 2, y: y + height / 2 }];
    await touch.send('Input.dispatchTouchEvent', { type, touchPoints });
  };
  await touchAt(from!, 'touchStart');
  await touchAt(to!, 'touchMove');
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  for (const cell of [from!, to!]) await expect(cell).toHaveAttribute('aria-selected', 'true');
});

test('cells show what is on disk, and a field is completed', async ({ world: { app, demo } }) => {
  const page = app.page();
  await new ConnectPage(page).connect(demo);
  const browse = new BrowsePage(page);
  await browse.tick(/^Epoch 01/);
  await browse.download();
  await expect(new DownloadsPage(page).heading.first()).toHaveText(/^Finished/, {
    timeout: 100_000,
  });

  const library = new LibraryPage(page);
  await library.open();
  const first = page.getByRole('gridcell', { name: /^VAST_.*, epoch 01: / }).first();
  await expect(first).toHaveAccessibleName(/(\d+) files, \1 on disk/);
  await library.verify();
  await library.show('Coverage');
  await expect(first).toHaveAccessibleName(/(\d+) files, \1 on disk, \1 verified/);
  const [field = ''] = ((await first.getAttribute('aria-label')) ?? '').split(',');
  await page.getByRole('button', { name: `Complete ${field}` }).click();
  await expect(library.cell(`${field}, epoch 01`)).toHaveAttribute('aria-selected', 'false');
  await expect(library.cell(`${field}, epoch 02`)).toHaveAttribute('aria-selected', 'true');
  await expect(browse.selection.getByRole('button', { name: /^Download \d+ files/ })).toBeVisible();
});

test('what is new since the last listing is shown and ticked', async ({ world: { app, demo } }) => {
  const page = app.page();
  const images = (await demo.files()).filter(({ path }) => path.endsWith('.I.fits'));
  const [changed = '', removed = ''] = images.map(({ path }) => path);
  const listing = page.getByTitle('Where this listing is from');
  await new ConnectPage(page).connect(demo);
  await expect(listing).toHaveText(/isted on /);
  const library = new LibraryPage(page);
  await library.open();
  await library.show('What is new');
  await expect(page.getByText(/since the built-in listing of/)).toBeVisible();

  demo.changeFile(changed);
  demo.removeFile(removed);
  const listAgain = async (): Promise<void> => {
    await goTo(page, 'Browse');
    await page.getByRole('button', { name: 'List again' }).click();
    await library.open();
  };
  await listAgain();
  await expect(page.getByText('0 files added, 1 changed, 1 gone')).toBeVisible();
  const list = page.getByRole('table', { name: /earlier listing/ });
  await expect(list.getByRole('row', { name: /^Changed/ })).toContainText(changed);
  await expect(list.getByRole('row', { name: /^Gone/ })).toContainText(removed);

  demo.reset();
  await listAgain();
  await expect(page.getByText('1 file added, 1 changed, 0 gone')).toBeVisible();
  await page.getByRole('button', { name: 'Tick 2 new files' }).click();
  await expect(new BrowsePage(page).selection).toContainText('2 files');
});

test('only the fields of the user’s sources can be shown', async ({ sharedWorld: { app } }) => {
  const page = app.page();
  await new ConnectPage(page).justBrowse();
  const sources = new SourcesPage(page);
  await sources.drop('pulsars.csv', 'name,ra,dec\nPSR J2129-04,322.4375,-4.485\n');
  await expect(sources.row(/VAST_2118-06A/)).toBeVisible();
  const library = new LibraryPage(page);
  await library.open();
  await page.getByLabel('Fields to show').selectOption('Fields of pulsars.csv');
  await expect(library.cell('VAST_2118-06A, epoch 01')).toBeVisible();
  await expect(page.getByRole('rowheader', { name: 'VAST_0012-06A' })).toHaveCount(0);
});
