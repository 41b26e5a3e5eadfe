/**
 * GIVEN a text that names files
 * WHEN it is dropped on the tree or on the listing menu
 * THEN its files are ticked, or become the listing; and one click restores the built-in listing
 */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures/test.ts';
import { BrowsePage } from './pages/browse-page.ts';
import { ConnectPage } from './pages/connect-page.ts';

const LISTING = [
  '/EPOCH01/COMBINED/STOKESI_IMAGES/VAST_0918+00A.EPOCH01.I.fits',
  '/EPOCH01/COMBINED/STOKESI_IMAGES/VAST_0943+00A.EPOCH01.I.fits',
  '/EPOCH77/NEW/never-seen-before.fits',
].join('\n');

async function drop(page: Page, onto: Locator, text: string): Promise<void> {
  const transfer = await page.evaluateHandle((content) => {
    const data = new DataTransfer();
    data.items.add(new File([content], 'mine.txt', { type: 'text/plain' }));
    return data;
  }, text);
  for (const type of ['dragenter', 'dragover', 'drop'])
    await onto.dispatchEvent(type, { dataTransfer: transfer });
}

test('a listing can be imported, and the built-in one restored', async ({
  sharedWorld: { app },
}) => {
  const page = app.page();
  await new ConnectPage(page).justBrowse();
  const source = page.getByTitle('Where this listing is from');
  await expect(source).toContainText('42,165 files');
  await source.click();
  const place = page.locator('section', {
    has: page.getByRole('button', { name: 'Import a listing…' }),
  });
  await drop(page, place.last(), LISTING);
  await expect(source).toHaveText(/^Imported on .* 3 files$/);
  const browse = new BrowsePage(page);
  await expect(browse.row(/^Epoch 01/)).toContainText('2 fields');
  await expect(browse.row(/^Epoch 02/)).toHaveCount(0);

  await source.click();
  await page.getByRole('button', { name: 'Use the built-in listing' }).click();
  await expect(source).toContainText('42,165 files');
});

test('a list of files ticks them, and can become the listing', async ({ world: { app } }) => {
  const page = app.page();
  await new ConnectPage(page).justBrowse();
  const browse = new BrowsePage(page);
  await expect(browse.row(/^Epoch 01/)).toContainText('113 fields');
  await drop(page, page.getByRole('tree'), LISTING);
  await expect(browse.selection).toContainText('2 files');
  await expect(page.getByText('/EPOCH77/NEW/never-seen-before.fits')).toBeVisible();
  await page.getByRole('button', { name: 'Browse this list' }).click();
  await expect(page.getByTitle('Where this listing is from')).toHaveText(/ 3 files$/);
  await expect(browse.selection).toContainText('2 files');
});
