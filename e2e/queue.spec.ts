/**
 * GIVEN a queue that is paused in the middle
 * WHEN the user reorders files, removes some, or asks for more files at once than the survey's authors advise
 * THEN the queue follows, removed files can come back, and the advice is shown first
 */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures/test.ts';
import { BrowsePage } from './pages/browse-page.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { DownloadsPage } from './pages/downloads-page.ts';

test.use({ dropbox: { survey: 'tiny', bytesPerSecond: 60_000 } });

const nameAt = async (page: Page, index: number): Promise<string> =>
  (await page
    .getByRole('row')
    .nth(index)
    .getByRole('gridcell')
    .nth(1)
    .locator('[title]')
    .first()
    .getAttribute('title')) ?? '';

test('files are reordered by dragging and by keys', async ({ world: { app, demo } }) => {
  const page = app.page();
  await new ConnectPage(page).connect(demo);
  const browse = new BrowsePage(page);
  await browse.tick(/^Epoch 01/);
  await browse.download();
  const downloads = new DownloadsPage(page);
  await downloads.button('Pause all').click();
  await expect(downloads.heading.first()).toHaveText(/Paused/);
  await downloads.filter(/^Waiting/).click();

  const [first, second, third] = [
    await nameAt(page, 1),
    await nameAt(page, 2),
    await nameAt(page, 3),
  ];
  expect(new Set([first, second, third]).size).toBe(3);
  await page
    .getByRole('row')
    .nth(3)
    .dragTo(page.getByRole('row').nth(1), {
      targetPosition: { x: 200, y: 4 },
    });
  await expect.poll(() => nameAt(page, 1)).toBe(third);
  expect(await nameAt(page, 2)).toBe(first);

  await page.getByRole('row').nth(1).click();
  await page.getByRole('grid').focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(() => nameAt(page, 1)).toBe(first);
  expect(await nameAt(page, 2)).toBe(third);
});

test('Ctrl+C copies the paths of the selected files', async ({ world: { app, demo } }) => {
  const page = app.page();
  await new ConnectPage(page).connect(demo);
  const browse = new BrowsePage(page);
  await browse.tick(/^Epoch 01/);
  await browse.download();
  const downloads = new DownloadsPage(page);
  await downloads.button('Pause all').click();
  await expect(downloads.heading.first()).toHaveText(/Paused/);
  await downloads.filter(/^Waiting/).click();
  // A page may not read the clipboard.
  await page.evaluate(() => {
    navigator.clipboard.writeText = async (text) => {
      document.body.dataset['copied'] = text;
    };
  });
  const copied = () => page.evaluate(() => document.body.dataset['copied']?.split('\n') ?? []);
  await page.getByRole('row').nth(1).click();
  await page.getByRole('grid').focus();
  await page.keyboard.press('Control+c');
  await expect(
    page.getByText('Survey path copied: the file is not on this disk yet.'),
  ).toBeVisible();
  expect(await copied()).toEqual([expect.stringMatching(/^\/EPOCH01\/.+/)]);
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Control+c');
  await expect(page.getByText(/^2 survey paths copied: /)).toBeVisible();
  expect(await copied()).toHaveLength(2);
});

test('Undo brings all removed files back', async ({ world: { app, demo } }) => {
  const page = app.page();
  await new ConnectPage(page).connect(demo);
  const browse = new BrowsePage(page);
  await browse.tickAll();
  await browse.download();
  const downloads = new DownloadsPage(page);
  await downloads.button('Pause all').click();
  await expect(downloads.heading.first()).toHaveText(/Paused/);
  const waiting = await downloads.filter(/^Waiting/).textContent();
  await downloads.filter(/^Waiting/).click();
  await page.getByRole('row').nth(1).click();
  await page.getByRole('grid').focus();
  await page.keyboard.press('Control+a');
  const count = (waiting ?? '').replace('Waiting ', '');
  await expect(page.getByRole('region', { name: 'Selected files' })).toContainText(
    `${count} files selected`,
  );
  await page.keyboard.press('Delete');
  await expect(page.getByText('No file is in this state')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(downloads.filter(/^Waiting/)).toHaveText(`Waiting ${count}`);
});

test('more than six files at once need a confirmation', async ({ world: { app } }) => {
  const page = app.page();
  await page.getByRole('navigation', { name: 'Views' }).getByText('Settings').click();
  await expect(page.getByText('1 TB a day on ordinary paid plans')).toBeVisible();
  const parallel = page.getByRole('textbox', { name: 'Files at once' });
  await parallel.fill('12');
  await parallel.press('Enter');
  await expect(page.getByRole('alertdialog')).toContainText('ask for at most 6');
  await page.getByRole('button', { name: 'Keep the current value' }).click();
  await expect(parallel).toHaveValue('4');

  const more = page.getByRole('button', { name: 'More: Files at once' });
  await more.click();
  await expect(parallel).toHaveValue('5');
  await more.press('Enter');
  await expect(parallel).toHaveValue('6');
  await more.click();
  await page.getByRole('button', { name: 'Download 7 at once' }).click();
  await expect(parallel).toHaveValue('7');
});
