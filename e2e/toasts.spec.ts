/**
 * GIVEN a window in which something was just removed, or a file is dropped outside a drop zone
 * WHEN the user is slow to reach Undo, uses the keyboard, or drops a folder
 * THEN Undo is still there, the focus is kept, and the page and its ticks stay, with a message
 */
import { rmSync, writeFileSync } from 'node:fs';
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

test('Undo stays until the next action, and returns the focus', async ({ world }) => {
  const page = world.app.page();
  // Without a connection, nothing else in the view depends on the time.
  await page.clock.install();
  const browse = await ticked(page);
  await browse.selection.getByRole('button', { name: 'Clear' }).press('Enter');
  const undo = page.getByRole('button', { name: 'Undo' });
  await page.clock.runFor(60_000);
  await undo.focus();
  await page.clock.runFor(60_000);
  await expect(undo).toBeFocused();
  await undo.press('Enter');
  await expect(browse.selection).toContainText(/\d files/);
  expect(await page.evaluate(() => document.activeElement?.closest('main, footer') !== null)).toBe(
    true,
  );
  await browse.selection.getByRole('button', { name: 'Clear' }).click();
  await expect(undo).toBeVisible();
  await browse.tick(/^Epoch 02/);
  await expect(undo).toHaveCount(0);
});

test('a toast without focus or pointer disappears', async ({ world }) => {
  const page = world.app.page();
  await page.clock.install();
  const browse = await ticked(page);
  await page.evaluate(() => {
    navigator.clipboard.writeText = async () => undefined;
  });
  await browse.selection.getByRole('button', { name: 'Copy command' }).click();
  const copied = page.getByText(/^Command copied/);
  await copied.hover();
  await page.clock.runFor(60_000);
  await expect(copied).toBeVisible();
  await page.mouse.move(300, 300);
  await page.clock.runFor(13_000);
  await expect(copied).toHaveCount(0);
});

/** Drops a file on an element. @returns whether the page prevented the navigation */
async function drop(page: Page, selector: string): Promise<boolean> {
  return await page
    .locator(selector)
    .first()
    .evaluate((element) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['mine'], 'notes.txt', { type: 'text/plain' }));
      return !element.dispatchEvent(
        new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }),
      );
    });
}

test('a file that is dropped outside a drop zone leaves the page as it is', async ({
  sharedWorld: world,
}) => {
  const page = world.app.page();
  const browse = await ticked(page);
  for (const view of ['Library', 'Settings', 'Downloads'] as const) {
    await goTo(page, view);
    expect(await drop(page, 'main')).toBe(true);
    await expect(page.getByText(/^notes\.txt: The text holds names/).first()).toBeVisible();
  }
  expect(await drop(page, 'nav')).toBe(true);
  await goTo(page, 'Browse');
  await expect(browse.selection).toContainText(/\d files/);
});

test('a dropped folder is refused with a message', async ({ sharedWorld: world }, info) => {
  const page = world.app.page();
  await ticked(page);
  // A file that is gone fails as a folder does when it is read; a test cannot drop a folder.
  const gone = info.outputPath('a-folder');
  writeFileSync(gone, 'mine');
  await page.evaluate(() => {
    const input = document.createElement('input');
    input.type = 'file';
    input.id = 'chosen';
    document.body.append(input);
  });
  await page.locator('#chosen').setInputFiles(gone);
  rmSync(gone);
  await page.getByRole('tree').evaluate((element) => {
    const [file] = document.querySelector<HTMLInputElement>('#chosen')!.files!;
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(file!);
    element.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }));
  });
  await expect(
    page.getByText(/a-folder: It cannot be read\. If it is a folder, choose a file in it\./),
  ).toBeVisible();
});

test('a pane edge stays where it is when the system ends its drag', async ({
  sharedWorld: world,
}) => {
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
