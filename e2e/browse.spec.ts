/**
 * GIVEN the survey without an account, or the demo
 * WHEN someone searches, narrows, drops a table of fields
 * THEN what is on view and ticked is what was meant
 */
import { expect, test } from './fixtures/test.ts';
import { BrowsePage } from './pages/browse-page.ts';
import { ConnectPage } from './pages/connect-page.ts';

test('the built-in listing can be browsed, searched and narrowed', async ({
  world: { app, demo },
}) => {
  await new ConnectPage(app.page()).justBrowse();
  const browse = new BrowsePage(app.page());
  await expect(app.page().getByText('42,165 files')).toBeVisible();
  await expect(browse.facet('Stokes', 'Stokes V')).toContainText('8,487');
  await browse.facet('Epoch', '11x').click();
  await expect(browse.row(/^Epoch 11x/)).toBeVisible();
  await expect(browse.row(/^Epoch 01/)).toHaveCount(0);
  await browse.facet('Epoch', '11x').click();
  await browse.search.fill('SB9668');
  await expect(browse.row(/^Epoch 01/)).toBeVisible();
  await expect(browse.row(/^Epoch 02/)).toHaveCount(0);
  expect(demo.calls.counts.total).toBe(0);
});

test('everything can be ticked, and the command for it is shown', async ({ world: { app } }) => {
  await new ConnectPage(app.page()).justBrowse();
  const browse = new BrowsePage(app.page());
  await browse.tickAll();
  await expect(browse.selection).toContainText('42,165 files');
  await expect(browse.selection).toContainText('vast-pilot --download');
});

test('a find_sources CSV that is dropped ticks its fields and names unknown ones', async ({
  world: { app },
}) => {
  await new ConnectPage(app.page()).justBrowse();
  const page = app.page();
  const browse = new BrowsePage(page);
  await expect(browse.row(/^Epoch 01/)).toBeVisible();
  const transfer = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    const text =
      'ra,dec,name,sbid,field_name\n1,2,a,9673,VAST_2112-43A\n3,4,b,9673,VAST_0000+99A\n';
    data.items.add(new File([text], 'find-fields.csv', { type: 'text/csv' }));
    return data;
  });
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await page.getByRole('tree').dispatchEvent(type, { dataTransfer: transfer });
  }
  await expect(page.getByText('VAST_0000+99A')).toBeVisible();
  await expect(browse.selection).toContainText('--only-fields VAST_2112-43A');
});

test('the demo is one click away', async ({ world: { app } }) => {
  await new ConnectPage(app.page()).tryDemo();
  const browse = new BrowsePage(app.page());
  await expect(browse.row(/^Epoch 11x/)).toBeVisible({ timeout: 40_000 });
});
