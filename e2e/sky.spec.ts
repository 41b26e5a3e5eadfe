/**
 * GIVEN the survey without an account
 * WHEN the user clicks, draws or types on the map of the sky
 * THEN the map and the tree tick the same files
 */
import { expect, test } from './fixtures/test.ts';
import { BrowsePage } from './pages/browse-page.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { goTo } from './pages/go-to.ts';
import { SkyPage } from './pages/sky-page.ts';
import { SourcesPage } from './pages/sources-page.ts';

test('a click on the sky ticks the field in the tree, and a tick there shows on the sky', async ({
  sharedWorld: { app },
}) => {
  const page = app.page();
  const browse = new BrowsePage(page);
  const sky = new SkyPage(page);
  await new ConnectPage(page).justBrowse();
  await goTo(page, 'Sky');
  const { x, y } = await sky.pointOf('VAST_0012+00A');
  await page.mouse.click(x, y);
  await expect(sky.option(/^VAST_0012\+00A.* ticked$/)).toHaveAttribute('aria-selected', 'true');
  await expect(browse.selection).toContainText('--only-fields VAST_0012+00A');
  // A right click ticks nothing: it opens a menu for that position.
  await page.mouse.click(x, y, { button: 'right' });
  await page.getByRole('menuitem', { name: /^Get cutouts…/ }).click();
  const sheet = page.getByRole('dialog', { name: 'Get cutouts' });
  await expect(sheet).toContainText(/1 source of 00:1\d:\d\d\.\d [+-]0\d:/);
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(page.getByRole('option', { selected: true })).toHaveCount(1);

  await goTo(page, 'Browse');
  await page.getByRole('button', { name: 'Field → epoch' }).click();
  await expect(browse.row(/^VAST_0012\+00A/)).toHaveAttribute('aria-checked', 'true');
  await browse.tick(/^VAST_0012\+00A/);
  await browse.tick(/^VAST_0037\+00A/);
  await goTo(page, 'Sky');
  await expect(sky.option(/^VAST_0012\+00A/)).toHaveAttribute('aria-selected', 'false');
  await expect(sky.option(/^VAST_0037\+00A/)).toHaveAttribute('aria-selected', 'true');
});

test('shift-click ticks a range, a lasso what it encloses, with Alt it unticks', async ({
  sharedWorld: { app },
}) => {
  const page = app.page();
  const sky = new SkyPage(page);
  await new ConnectPage(page).justBrowse();
  await goTo(page, 'Sky');
  const ticked = page.getByRole('option', { selected: true });
  const first = await sky.pointOf('VAST_0918+00A');
  const last = await sky.pointOf('VAST_1008-06A');
  await page.mouse.click(first.x, first.y);
  await page.keyboard.down('Shift');
  await page.mouse.click(last.x, last.y);
  await page.keyboard.up('Shift');
  await expect(ticked).toHaveCount(6);

  const corner = await sky.pointOf('VAST_1752-31A');
  await sky.button('Lasso').click();
  const drag = async (): Promise<void> => {
    await page.mouse.move(corner.x - 60, corner.y - 80);
    await page.mouse.down();
    for (const [dx, dy] of [
      [60, -80],
      [60, 20],
      [-60, 20],
    ] as const) {
      await page.mouse.move(corner.x + dx, corner.y + dy, { steps: 4 });
    }
    await page.mouse.up();
  };
  await drag();
  await expect(ticked).toHaveCount(11);
  await page.keyboard.down('Alt');
  await drag();
  await page.keyboard.up('Alt');
  await expect(ticked).toHaveCount(6);
});

test('keys move the reticle, tick under it and zoom, and the epochs shown limit a tick', async ({
  sharedWorld: { app },
}) => {
  const page = app.page();
  const sky = new SkyPage(page);
  const browse = new BrowsePage(page);
  await new ConnectPage(page).justBrowse();
  await goTo(page, 'Sky');
  for (const epoch of ['02', '03x', '04x', '05x', '06x', '07x', '08', '09', '10x', '11x']) {
    await sky.button(`Epoch ${epoch}`).click();
  }
  await sky.option(/^VAST_2118-06A/).click();
  await sky.map.focus();
  await page.keyboard.press('+');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/VAST_2118-06A, 1 epoch, /).first()).toBeAttached();
  await expect(sky.option(/^VAST_2118-06A, .*, 1 epoch, ticked$/)).toBeVisible();
  await expect(browse.selection).toContainText('--only-epochs 1');
  await expect(browse.selection).toContainText('--only-fields VAST_2118-06A');
});

test('what a search finds is what a tick on the sky ticks', async ({ sharedWorld: { app } }) => {
  const page = app.page();
  const sky = new SkyPage(page);
  const browse = new BrowsePage(page);
  await new ConnectPage(page).justBrowse();
  await goTo(page, 'Sky');
  await expect(page.getByRole('option')).toHaveCount(113);
  await browse.search.fill('0943-06A');
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.getByRole('button', { name: /^Tick [\d,]+ files found$/ }).click();
  await expect(sky.option(/^VAST_0943-06A/)).toHaveAttribute('aria-selected', 'true');
  await browse.search.fill('');
  await expect(page.getByRole('option', { selected: true })).toHaveCount(1);
});

test('every tool can be reached in the smallest window, also beside a list of sources', async ({
  sharedWorld: { app },
}) => {
  const page = app.page();
  await new ConnectPage(page).justBrowse();
  const sources = new SourcesPage(page);
  await sources.drop('pulsars.csv', 'name,ra,dec\nPSR J2129-04,322.4375,-4.485\n');
  // Once the list is read, the window shows it in Sources.
  await expect(sources.row(/^PSR J2129-04/)).toBeVisible();
  await page.setViewportSize({ width: 960, height: 640 });
  await goTo(page, 'Sky');
  const tools = page.getByRole('toolbar');
  await expect(tools.getByRole('combobox', { name: 'Sources' })).toBeVisible();
  for (const tool of await tools.getByRole('button').all())
    await expect(tool).toBeInViewport({ ratio: 1 });
  await tools.getByRole('button', { name: 'Aitoff' }).click();
  await expect(tools.getByRole('button', { name: 'Aitoff' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
});
