/**
 * GIVEN the survey in the window
 * WHEN the user rearranges the tree, filters, types ahead, pastes names, or copies a name
 * THEN the window shows the truth, and names are complete
 */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from './fixtures/test.ts';
import { BrowsePage } from './pages/browse-page.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { DownloadsPage } from './pages/downloads-page.ts';
import { goTo } from './pages/go-to.ts';

const numberIn = (text: string | null): number =>
  Number(/[\d,]+$/.exec(text ?? '')![0].replaceAll(',', ''));

test('one click rearranges the tree and keeps the ticks', async ({ sharedWorld: { app } }) => {
  const page = app.page();
  await new ConnectPage(page).justBrowse();
  const browse = new BrowsePage(page);
  await browse.tick(/^Epoch 01/);
  const ticked = browse.selection.locator('strong');
  await expect(ticked).toHaveText('6,733 files');
  await page.getByRole('button', { name: 'Field → epoch' }).click();
  const field = browse.row('VAST_0012+00A');
  await expect(field).toHaveAttribute('aria-checked', 'mixed');
  await expect(field).toContainText('epochs 01 02 05x 06x 08 09');
  await page.getByRole('button', { name: 'Folders' }).click();
  await expect(browse.row('EPOCH01')).toHaveAttribute('aria-checked', 'true');
  await expect(browse.row('EPOCH02')).toHaveAttribute('aria-checked', 'false');
  await expect(ticked).toHaveText('6,733 files');
});

test('a facet leaves as many files as its count', async ({ sharedWorld: { app } }) => {
  const page = app.page();
  await new ConnectPage(page).justBrowse();
  const browse = new BrowsePage(page);
  await expect(browse.row(/^Epoch 01/)).toBeVisible();
  const groups = {
    Epoch: '05x',
    'Combined or tiles': 'Tiles',
    Stokes: 'Stokes I',
    'File type': '.fits',
  };
  for (const [group, value] of Object.entries(groups)) {
    const facet = browse.facet(group, value);
    const promised = numberIn(await facet.textContent());
    await facet.click();
    await browse.tickAll();
    await expect(browse.selection.locator('strong'), value).toHaveText(
      `${promised.toLocaleString('en-GB')} ${promised === 1 ? 'file' : 'files'}`,
    );
    await browse.selection.getByRole('button', { name: 'Clear' }).click();
  }
});

test('typing moves to a row, and a search names its scope', async ({ sharedWorld: { app } }) => {
  const page = app.page();
  await new ConnectPage(page).justBrowse();
  const browse = new BrowsePage(page);
  await page.getByRole('button', { name: 'Field → epoch' }).click();
  await page.getByRole('tree').focus();
  await page.keyboard.type('2112');
  await expect(page.getByRole('tree')).toHaveAttribute('aria-activedescendant', /.+/);
  await expect(page.getByRole('complementary', { name: 'Detail' })).toContainText('VAST_2112-43A');
  await page.getByRole('button', { name: 'Epoch → field' }).click();
  await browse.search.fill('0918+00A');
  await expect(browse.row('Epoch 01')).toContainText('1 field');
});

test('the whole list of unknown names can be opened', async ({ sharedWorld: { app } }) => {
  const page = app.page();
  await new ConnectPage(page).justBrowse();
  const names = Array.from({ length: 12 }, (_, index) => `9${String(index).padStart(3, '0')}+99A`);
  await page.getByRole('button', { name: 'Paste fields…' }).click();
  await page.getByLabel('Fields or paths').fill(`0918+00A ${names.join(' ')}`);
  await page.getByRole('button', { name: 'Tick them' }).click();
  // The field contains them, too.
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByText('9007+99A')).toBeVisible();
  await expect(page.getByText('9011+99A')).toHaveCount(0);
  await page.getByRole('button', { name: '4 more' }).click();
  await expect(page.getByText('9011+99A')).toBeVisible();
});

test('a shortened name is complete in its tooltip and when copied', async ({
  world: { app, demo },
}) => {
  const page = app.page();
  await page.setViewportSize({ width: 960, height: 640 });
  await new ConnectPage(page).connect(demo);
  const browse = new BrowsePage(page);
  await browse.search.fill('epoch01 tiles fits');
  const name = page.locator('.tree-row .about .elided').first();
  const whole = await name.getAttribute('title');
  expect(whole).toMatch(/\.fits$/);
  const copied = await name.evaluate((element) => {
    getSelection()!.selectAllChildren(element);
    return getSelection()!.toString();
  });
  expect(copied).toBe(whole);
});

test('a finished queue offers its folder, paths and a report', async ({
  world: { app, demo, out },
  host,
}) => {
  test.skip(
    host === 'desktop',
    'The desktop app asks where to save; the library’s spec tries that.',
  );
  const page = app.page();
  await new ConnectPage(page).connect(demo);
  const browse = new BrowsePage(page);
  await browse.tick(/^Epoch 01/);
  await browse.download();
  const downloads = new DownloadsPage(page);
  await expect(downloads.heading.first()).toHaveText(/^Finished/, { timeout: 100_000 });
  const saving = page.waitForEvent('download');
  await downloads.button('Save report').click();
  const report = readFileSync(await (await saving).path(), 'utf8');
  expect(report).toContain('/EPOCH01/');
  expect(report).toContain('verified');
  // A page may not read the clipboard.
  await page.evaluate(() => {
    navigator.clipboard.writeText = async (text) => {
      document.body.dataset['copied'] = text;
    };
  });
  const copied = page.locator('body');
  await page.getByRole('button', { name: 'Copy folder path' }).click();
  await expect(copied).toHaveAttribute('data-copied', out);
  await page.getByRole('row').nth(1).click();
  const detail = page.getByRole('region', { name: 'Selected file' });
  await detail.getByRole('button', { name: 'Copy path' }).click();
  await expect(copied).toHaveAttribute('data-copied', new RegExp(`^${out}/EPOCH01/.`));
  await detail.getByRole('button', { name: 'Copy survey path' }).click();
  await expect(copied).toHaveAttribute('data-copied', /^\/EPOCH01\/./);
});

test('each size of a window shows all of Browse', async ({ sharedWorld: { app, out } }) => {
  const page = app.page();
  await new ConnectPage(page).justBrowse();
  const browse = new BrowsePage(page);
  await expect(browse.row(/^Epoch 01/)).toBeVisible();
  const inside = [
    page.getByRole('button', { name: 'Open all' }),
    page.getByRole('button', { name: 'Close all' }),
    page.getByRole('button', { name: 'Open list…' }),
    browse.selection.getByRole('button', { name: `Files go to ${out}` }),
    browse.selection.getByRole('button', { name: 'Connect to download' }),
    page.getByTitle('Show the connection'),
  ];
  const detail = page.getByRole('complementary', { name: 'Detail' });
  for (const [index, width] of [853, 960, 1280, 1920].entries()) {
    await page.setViewportSize({ width, height: Math.round((width * 9) / 16) });
    for (const each of inside) await expect(each).toBeInViewport({ ratio: 1 });
    const row = browse.row(/^Epoch 0/).nth(index);
    await row.click();
    await expect(detail.getByRole('heading').first()).toBeInViewport();
    await expect(detail).toContainText((await row.getAttribute('aria-label'))!);
    const [name, size] = await Promise.all(
      ['.name', '.number:nth-last-child(2)'].map((part) => row.locator(part).boundingBox()),
    );
    expect(size!.x - name!.x, `${width} px`).toBeLessThan(1_000);
  }
});

test('nothing is animated if the user prefers reduced motion', async ({ sharedWorld: { app } }) => {
  const page = app.page();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await new ConnectPage(page).justBrowse();
  await expect(new BrowsePage(page).row(/^Epoch 01/)).toBeVisible();
  const moving = await page.evaluate(
    () =>
      [...document.querySelectorAll('*')].filter((element) => {
        const { transitionDuration, animationName } = getComputedStyle(element);
        return animationName !== 'none' || !/^0s(, 0s)*$/.test(transitionDuration);
      }).length,
  );
  expect(moving).toBe(0);
});

test('every view names the same folder for the demo', async ({ world: { app, out } }) => {
  const page = app.page();
  await new ConnectPage(page).tryDemo();
  await expect(new BrowsePage(page).row(/^Epoch 11x/)).toBeVisible({ timeout: 100_000 });
  for (const view of ['Connect', 'Library'] as const) {
    await goTo(page, view);
    await expect(page.getByRole('main').getByTitle(`${out}/demo-survey`)).toBeVisible();
  }
});

test('a missing output folder is created with the first file', async ({
  world: { app, demo, out },
  host,
}) => {
  test.skip(host === 'desktop', 'There the system’s own dialog chooses, and makes folders.');
  const page = app.page();
  const elsewhere = `${out}-elsewhere`;
  await goTo(page, 'Settings');
  await page.getByRole('button', { name: 'Change…' }).click();
  const folder = page.getByLabel('Folder', { exact: true });
  await folder.fill(`${elsewhere}/too/deep`);
  await expect(page.getByRole('alert')).toContainText('no such folder');
  if (process.platform === 'linux') {
    await folder.fill('/proc/vast');
    const alert = page.getByRole('alert');
    await expect(alert.filter({ hasText: 'no such folder' })).toHaveCount(0);
    // To the super-user the permissions look good; then the attempt shows the reason.
    if (await page.getByText('It is created with the first file.').isVisible()) {
      await page.getByRole('button', { name: 'Use this folder' }).click();
    }
    await expect(alert).toContainText(/can(?:’t|not) be created/);
  }
  await folder.fill(elsewhere);
  await expect(page.getByText('It is created with the first file.')).toBeVisible();
  await page.getByRole('button', { name: 'Use this folder' }).click();
  await goTo(page, 'Connect');
  await new ConnectPage(page).connect(demo);
  const browse = new BrowsePage(page);
  await browse.tick(/^Epoch 01/);
  await browse.download();
  const downloads = new DownloadsPage(page);
  await expect(downloads.heading.first()).toHaveText(/^Finished/, { timeout: 100_000 });
  expect(existsSync(`${elsewhere}/EPOCH01`)).toBe(true);
});

test('a selection can be saved, loaded, deleted and restored', async ({ sharedWorld: { app } }) => {
  const page = app.page();
  await new ConnectPage(page).justBrowse();
  const browse = new BrowsePage(page);
  await browse.tick(/^Epoch 01/);
  const saved = browse.selection.getByRole('button', { name: 'Saved selections' });
  await saved.click();
  await page.getByRole('menuitem', { name: 'Save this selection…' }).click();
  await page.getByLabel('Name', { exact: true }).fill('first epoch');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await browse.selection.getByRole('button', { name: 'Clear' }).click();
  await expect(browse.selection).toContainText('Nothing ticked');
  await saved.click();
  await page.getByRole('menuitem', { name: /^Delete/ }).click();
  await page.getByRole('menuitem', { name: 'first epoch', exact: true }).click();
  const toast = page.locator('.toast', { hasText: 'deleted' });
  await toast.getByRole('button', { name: 'Undo' }).click();
  await saved.click();
  await page.getByRole('menuitem', { name: /^first epoch/ }).click();
  await expect(browse.selection).toContainText('6,733 files');
});
