/**
 * GIVEN a window in which something was just removed, or a file is dropped outside a drop zone
 * WHEN the user is slow to reach Undo, uses the keyboard, or drops a folder
 * THEN Undo is still there, the focus is kept, and the page and its ticks stay, with a message
 */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures/test.ts';
import { BrowsePage } from './pages/browse-page.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { goTo } from './pages/go-to.ts';

async function ticked(page: Page): Promise<BrowsePage> {
  await new ConnectPage(page).justBrowse();
  const browse = new BrowsePage(page);
  await browse.tick(/^Epoch 01/);
  await expect(browse.selection).toContainText(/\d files/);
  return browse;
}

test('Undo stays while it has the focus, and then returns the focus', async ({ world }) => {
  const page = world.app.page();
  // Without a connection, nothing else in the view depends on the time.
  await page.clock.install();
  const browse = await ticked(page);
  await browse.selection.getByRole('button', { name: 'Clear' }).press('Enter');
  const undo = page.getByRole('button', { name: 'Undo' });
  await undo.focus();
  await page.clock.runFor(60_000);
  await expect(undo).toBeFocused();
  await undo.press('Enter');
  await expect(browse.selection).toContainText(/\d files/);
  expect(await page.evaluate(() => document.activeElement?.closest('main, footer') !== null)).toBe(
    true,
  );
});

test('a toast without focus or pointer disappears', async ({ world }) => {
  const page = world.app.page();
  await page.clock.install();
  const browse = await ticked(page);
  await browse.selection.getByRole('button', { name: 'Clear' }).click();
  const undo = page.getByRole('button', { name: 'Undo' });
  await undo.hover();
  await page.clock.runFor(60_000);
  await expect(undo).toBeVisible();
  await page.mouse.move(300, 300);
  await page.clock.runFor(13_000);
  await expect(undo).toHaveCount(0);
});

/** Drops a file on an element. @returns whether the page prevented the navigation */
async function drop(page: Page, selector: string, isFolder = false): Promise<boolean> {
  return await page
    .locator(selector)
    .first()
    .evaluate((element, folder) => {
      const dataTransfer = new DataTransfer();
      const file = new File(['mine'], folder ? 'a-folder' : 'notes.txt', { type: 'text/plain' });
      if (folder) {
        // Chromium fails in this way if a folder is read as a file.
        file.text = () => Promise.reject(new DOMException('could not be found', 'NotFoundError'));
      }
      dataTransfer.items.add(file);
      const event = new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer });
      if (folder)
        Object.defineProperty(event, 'dataTransfer', {
          value: { files: [file], types: ['Files'], items: [] },
        });
      return !element.dispatchEvent(event);
    }, isFolder);
}

test('a file that is dropped outside a drop zone leaves the page as it is', async ({ world }) => {
  const page = world.app.page();
  const browse = await ticked(page);
  for (const view of ['Library', 'Settings', 'Downloads'] as const) {
    await goTo(page, view);
    expect(await drop(page, 'main')).toBe(true);
    await expect(page.getByText('Files cannot be dropped here').first()).toBeVisible();
  }
  expect(await drop(page, 'nav')).toBe(true);
  await goTo(page, 'Browse');
  await expect(browse.selection).toContainText(/\d files/);
});

test('a dropped folder is refused with a message', async ({ world }) => {
  const page = world.app.page();
  await ticked(page);
  expect(await drop(page, '[role="tree"]', true)).toBe(true);
  await expect(
    page.getByText(/a-folder cannot be read\. If it is a folder, choose a file in it\./),
  ).toBeVisible();
});

test('a pane edge stays where it is when the system ends its drag', async ({ world }) => {
  const page = world.app.page();
  await ticked(page);
  const edge = page.getByRole('separator').first();
  const width = await edge.getAttribute('aria-valuenow');
  const box = (await edge.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + 100);
  await page.mouse.down();
  await edge.dispatchEvent('pointercancel');
  await page.mouse.move(box.x + 60, box.y + 100);
  await page.mouse.move(box.x + 61, box.y + 100);
  expect(await edge.getAttribute('aria-valuenow')).toBe(width);
  await page.mouse.up();
});
