/**
 * GIVEN a user without a mouse
 * WHEN the element with the focus leaves, a letter is typed at once, or the keys are forgotten
 * THEN the focus stays in the view, no letter is lost, and `?` lists the keys
 */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures/test.ts';
import { BrowsePage } from './pages/browse-page.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { DownloadsPage } from './pages/downloads-page.ts';
import { goTo } from './pages/go-to.ts';

/** The role, or else the text, of the element with the focus. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement: element } = document;
    return element?.getAttribute('role') ?? element?.textContent ?? '';
  });

test.describe('with a slow download', () => {
  test.use({ dropbox: { survey: 'tiny', bytesPerSecond: 300_000 } });

  test('the focus stays in the view', async ({ world: { app, demo } }) => {
    const page = app.page();
    await new ConnectPage(page).connect(demo);
    const browse = new BrowsePage(page);
    await expect(page.getByTitle('Where this listing is from')).toHaveText(/isted on /);
    await expect.poll(() => focused(page)).toBe('tree');
    await browse.tick(/^Epoch 01/);
    await browse.selection.getByRole('button', { name: /^Download / }).press('Enter');
    const downloads = new DownloadsPage(page);
    await expect(downloads.button('Pause all')).toBeEnabled();
    await expect.poll(() => focused(page)).toBe('grid');
    await downloads.button('Pause all').press('Enter');
    await expect.poll(() => focused(page)).toBe('Resume all');
    await page.keyboard.press('Enter');
    await expect(downloads.heading.first()).toHaveText(/^Downloading|^Finished/);
    await expect.poll(() => focused(page)).not.toBe('');
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(false);
  });
});

test('each group of filters is one stop, with arrows inside', async ({ sharedWorld: { app } }) => {
  const page = app.page();
  await new ConnectPage(page).justBrowse();
  const browse = new BrowsePage(page);
  await browse.facet('Stokes', 'Stokes I').focus();
  await page.keyboard.press('ArrowDown');
  await expect(browse.facet('Stokes', 'Stokes Q')).toBeFocused();
  await page.keyboard.press('Space');
  await expect(browse.facet('Stokes', 'Stokes Q')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Tab');
  await expect(browse.facet('Product', 'Images')).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(browse.facet('Stokes', 'Stokes Q')).toBeFocused();

  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  await expect(keys).toContainText('go to a name');
  await page.keyboard.press('Escape');
  await expect(keys).toHaveCount(0);
  await expect(browse.facet('Stokes', 'Stokes Q')).toBeFocused();
  await browse.search.pressSequentially('why?');
  await expect(browse.search).toHaveValue('why?');
  await expect(keys).toHaveCount(0);

  await browse.search.fill('');
  await goTo(page, 'Settings');
  await page.keyboard.press('Control+f');
  await page.keyboard.type('SB9668');
  await expect(browse.search).toHaveValue('SB9668');
  // The same before the catalogue is there.
  await page.reload({ waitUntil: 'commit' });
  await browse.search.pressSequentially('SB9669');
  await expect(browse.search).toHaveValue('SB9669');
  await expect(page.getByRole('tree')).toBeVisible();
  await expect(browse.search).toHaveValue('SB9669');
});
