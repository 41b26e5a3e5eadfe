/**
 * GIVEN a paused queue of more files than a window loads at once
 * WHEN the user selects files with Shift, across rows that were never loaded, or searches for others
 * THEN a command applies to exactly the selected files
 */
import type { Page } from '@playwright/test';
import { expect, type OpenWorld, openWorld, test, type World } from './fixtures/test.ts';
import { BrowsePage } from './pages/browse-page.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { DownloadsPage } from './pages/downloads-page.ts';

const dropbox = {
  survey: 'tiny',
  bytesPerSecond: 60_000,
  extraFiles: Object.fromEntries(
    Array.from(
      { length: 700 },
      (_, at) => [`/EPOCH01/extra-${String(at).padStart(4, '0')}.txt`, 9_000] as const,
    ),
  ),
} as const;

interface PausedQueue {
  readonly page: Page;
  readonly downloads: DownloadsPage;
  /** The number of waiting files. */
  readonly waiting: number;
}

/** Pauses a queue as soon as it downloads. The page then shows its waiting files. */
async function pausedQueue({ app, demo }: World): Promise<PausedQueue> {
  const page = app.page();
  await new ConnectPage(page).connect(demo);
  const browse = new BrowsePage(page);
  // The built-in listing, which is shown until then, lacks the extra files.
  await expect(page.getByTitle('Where this listing is from')).toHaveText(/isted on /);
  await browse.tickAll();
  await browse.download();
  const downloads = new DownloadsPage(page);
  await downloads.button('Pause all').click();
  await expect(downloads.heading.first()).toHaveText(/Paused/);
  await downloads.filter(/^Waiting/).click();
  const words = (await downloads.filter(/^Waiting/).textContent()) ?? '';
  const waiting = Number(words.replace(/\D/g, ''));
  expect(waiting).toBeGreaterThan(500);
  return { page, downloads, waiting };
}

const selected = (page: Page) => page.getByRole('region', { name: 'Selected files' });

const search = (page: Page) => page.getByRole('textbox', { name: 'Find in the queue' });

/** Brings the removed files back. */
async function undo({ page, downloads, waiting }: PausedQueue): Promise<void> {
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(downloads.filter(/^Waiting/)).toHaveText(`Waiting ${waiting}`);
}

test.describe('in a paused queue,', () => {
  let world: OpenWorld | null = null;
  let queue: PausedQueue;

  // Each test leaves the queue's files as they were. After a failed test, a new worker opens another queue.
  test.beforeAll(async ({ browser, host }) => {
    world = await openWorld(browser, { host, dropbox });
    queue = await pausedQueue(world);
  });
  test.afterAll(async () => world?.close());
  test.beforeEach(async () => {
    await search(queue.page).fill('');
    await queue.downloads.filter(/^Waiting/).click();
  });

  test('Shift+End selects the rest of a long list, including rows that were never loaded', async () => {
    const { page, downloads, waiting } = queue;
    await page.getByRole('row').nth(2).click();
    await page.getByRole('grid').focus();
    await page.keyboard.press('Shift+End');
    await expect(selected(page)).toContainText(`${waiting - 1} files selected`);
    await page.keyboard.press('Delete');
    await expect(page.getByText(`${waiting - 1} files removed from the queue`)).toBeVisible();
    await expect(downloads.filter(/^Waiting/)).toHaveText('Waiting 1');
    await undo(queue);
  });

  test('a click with Ctrl takes one file out of a selection of all', async () => {
    const { page, downloads, waiting } = queue;
    await page.getByRole('grid').focus();
    await page.keyboard.press('Control+a');
    await expect(selected(page)).toContainText(`${waiting} files selected`);
    await page
      .getByRole('row')
      .nth(3)
      .click({ modifiers: ['Control'] });
    await expect(selected(page)).toContainText(`${waiting - 1} files selected`);
    await page.keyboard.press('Delete');
    await expect(downloads.filter(/^Waiting/)).toHaveText('Waiting 1');
    await undo(queue);
  });

  test('a search clears the selection', async () => {
    const { page, downloads, waiting } = queue;
    await page.getByRole('row').nth(1).click();
    await search(page).fill('extra-0699');
    await expect(page.getByRole('row')).toHaveCount(2);
    await page.getByRole('grid').focus();
    await page.keyboard.press('Delete');
    await search(page).fill('');
    await expect(page.getByRole('row')).not.toHaveCount(2);
    await expect(downloads.filter(/^Waiting/)).toHaveText(`Waiting ${waiting}`);
  });

  test('waiting files stand before finished files, and column heads sort', async () => {
    const { page, downloads } = queue;
    await downloads.filter(/^All/).click();
    const states = async () => await page.locator('.job .state').allTextContents();
    await expect.poll(async () => (await states())[0]).toMatch(/^Waiting/);
    // In a paused queue without failures these columns would be empty.
    for (const name of ['Progress', 'Rate', 'Attempts']) {
      await expect(page.getByRole('columnheader', { name })).toHaveCount(0);
    }
    const file = page.getByRole('columnheader', { name: 'File' });
    const names = async () =>
      await page.locator('.job .file [title]').first().getAttribute('title');
    await file.getByRole('button').click();
    await expect(file).toHaveAttribute('aria-sort', 'ascending');
    await file.getByRole('button').click();
    await expect(file).toHaveAttribute('aria-sort', 'descending');
    await search(page).fill('extra-');
    await expect.poll(names).toBe('extra-0699.txt');
    await file.getByRole('button').click();
    await expect(file).not.toHaveAttribute('aria-sort');
    await expect.poll(names).toBe('extra-0000.txt');
  });
});

test('without a connection, Download leads to the view Connect', async ({ world }) => {
  const page = world.app.page();
  await new ConnectPage(page).justBrowse();
  const browse = new BrowsePage(page);
  await browse.tick(/^Epoch 01/);
  await browse.selection.getByRole('button', { name: 'Connect to download' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Connect');
});
