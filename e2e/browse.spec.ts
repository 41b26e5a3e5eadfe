/**
 * GIVEN the survey without an account, or the demo
 * WHEN the user searches, filters, or drops a table of fields
 * THEN the view shows and ticks the files that the user means
 */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures/test.ts';
import { BrowsePage } from './pages/browse-page.ts';
import { ConnectPage } from './pages/connect-page.ts';

/** Drops a file of that text on the tree. */
async function dropCsv(page: Page, text: string): Promise<void> {
  const transfer = await page.evaluateHandle((csv) => {
    const data = new DataTransfer();
    data.items.add(new File([csv], 'find_fields_result.csv', { type: 'text/csv' }));
    return data;
  }, text);
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await page.getByRole('tree').dispatchEvent(type, { dataTransfer: transfer });
  }
}

test('the built-in listing can be browsed, searched and narrowed', async ({
  sharedWorld: { app, demo },
}) => {
  await new ConnectPage(app.page()).justBrowse();
  const browse = new BrowsePage(app.page());
  await expect(app.page().getByText('42,165 files')).toBeVisible();
  await expect(browse.facet('Stokes', 'Stokes V')).toContainText('8,487');
  await browse.facet('Epoch', '11x').click();
  await expect(browse.row(/^Epoch 11x/)).toBeVisible();
  await expect(browse.row(/^Epoch 01/)).toHaveCount(0);
  await browse.facet('Epoch', '11x').click();
  const first = app.page().getByRole('treeitem').first();
  await app.page().getByTitle('Sort by files').click();
  await expect(first).toHaveAccessibleName('No epoch');
  await app.page().getByRole('button', { name: 'Files, sorted ascending' }).click();
  await expect(first).toHaveAccessibleName('Epoch 01');
  await app.page().getByRole('button', { name: 'Files, sorted descending' }).click();
  await browse.search.fill('SB9668');
  await expect(browse.row(/^Epoch 01/)).toBeVisible();
  await expect(browse.row(/^Epoch 02/)).toHaveCount(0);
  expect(demo.calls.counts.total).toBe(0);
});

test('a search understands field, Stokes and date, and suggests what may be meant', async ({
  world: { app },
}) => {
  const page = app.page();
  await new ConnectPage(page).justBrowse();
  const browse = new BrowsePage(page);
  await browse.search.fill('0530 v');
  await expect(page.getByTitle('Stokes V')).toBeVisible();
  await browse.tickAll();
  await expect(browse.selection).toContainText('--only-fields VAST_0530-68A --stokes V');
  await browse.search.fill('2020-01-11');
  await expect(page.getByTitle('observed 2020-01-11')).toBeVisible();
  await expect(browse.row(/^Epoch 06x/)).toBeVisible();
  await expect(browse.row(/^Epoch 01/)).toHaveCount(0);
  await browse.search.fill('0530-86A');
  await page.getByRole('button', { name: 'Did you mean “0530-68A”?' }).click();
  await expect(browse.search).toHaveValue('0530-68A');
  await expect(browse.row(/^Epoch 01/)).toBeVisible();
});

test('a tick on everything shows the command for it', async ({ sharedWorld: { app } }) => {
  await new ConnectPage(app.page()).justBrowse();
  const browse = new BrowsePage(app.page());
  await browse.tickAll();
  await expect(browse.selection).toContainText('42,165 files');
  await expect(browse.selection).toContainText(/vast-pilot(?:\.mjs)? --download/);
});

test('a dropped find_sources CSV ticks its fields and lists unknown ones', async ({
  sharedWorld: { app },
}) => {
  await new ConnectPage(app.page()).justBrowse();
  const page = app.page();
  const browse = new BrowsePage(page);
  await expect(browse.row(/^Epoch 01/)).toBeVisible();
  await dropCsv(
    page,
    'ra,dec,name,sbid,field_name\n1,2,a,9673,VAST_2112-43A\n3,4,b,9673,VAST_0000+99A\n',
  );
  await expect(page.getByText('VAST_0000+99A')).toBeVisible();
  await expect(browse.selection).toContainText('--only-fields VAST_2112-43A');
});

test('a dropped vast-tools 3 table ticks its fields in its own epochs, or in all', async ({
  sharedWorld: { app },
}) => {
  await new ConnectPage(app.page()).justBrowse();
  const page = app.page();
  const browse = new BrowsePage(page);
  await expect(browse.row(/^Epoch 01/)).toBeVisible();
  await dropCsv(
    page,
    'name,ra,dec,field,epoch,sbid,dateobs,primary_field\n' +
      'S001,31.950359,-1.144772,VAST_0216+00A,1,9667,2019-08-27 16:19:43.445,VAST_0216+00\n' +
      'S001,31.950359,-1.144772,VAST_0216+00A,5x,11110,2020-01-10 12:10:16.698,VAST_0216+00\n',
  );
  await expect(
    page.getByText(/^find_fields_result\.csv: 1 field ticked in the epochs of the table, /),
  ).toBeVisible();
  await expect(page.getByText('The fields come from the column “field”.')).toBeVisible();
  await expect(browse.selection).toContainText('--only-epochs 1,5x --only-fields VAST_0216+00A');
  await page.getByRole('button', { name: 'All epochs' }).click();
  await expect(page.getByText(/^find_fields_result\.csv: 1 field ticked, /)).toBeVisible();
  await expect(browse.selection).not.toContainText('--only-epochs');
  await page.getByRole('button', { name: 'Epochs of the table' }).click();
  await expect(browse.selection).toContainText('--only-epochs 1,5x --only-fields VAST_0216+00A');
});

test('a refused text stays in the paste dialog, with the reason and the columns found', async ({
  sharedWorld: { app, demo },
}) => {
  await new ConnectPage(app.page()).justBrowse();
  const page = app.page();
  const browse = new BrowsePage(page);
  await expect(browse.row(/^Epoch 01/)).toBeVisible();
  await page.getByRole('button', { name: /^Paste/ }).click();
  const text = page.getByLabel('Fields or paths');
  const refused = [
    ['source_id,flux\nx,weak', /holds names and no positions/],
    ['0000+99A', /none of these fields: 0000\+99A/],
    ['/nowhere.fits', /none of these files: \/nowhere\.fits/],
    ['[dropbox]\npassword = x', /shared_url is missing/],
  ] as const;
  for (const [pasted, reason] of refused) {
    await text.fill(pasted);
    await page.getByRole('button', { name: 'Tick them' }).click();
    await expect(page.getByRole('alert')).toHaveText(reason);
    await expect(text).toHaveValue(pasted);
  }
  await text.fill('0216+00');
  await page.getByRole('button', { name: 'Tick them' }).click();
  await expect(text).toHaveCount(0);
  await expect(browse.selection).toContainText('--only-fields VAST_0216+00A');
  expect(demo.calls.counts.total).toBe(0);
});

test('one click opens the demo, where the header of an image is read without the image', async ({
  world: { app },
}) => {
  const page = app.page();
  await new ConnectPage(page).tryDemo();
  const browse = new BrowsePage(page);
  await expect(browse.row(/^Epoch 11x/)).toBeVisible({ timeout: 100_000 });
  await browse.search.fill('VAST_0918+00A.EPOCH01.I.fits');
  await page.getByRole('button', { name: 'Open all' }).click();
  await browse.row(/^Combined image I/).click();
  await page.getByRole('button', { name: 'Show header' }).click();
  const cards = page.getByRole('region', { name: 'Cards of the header' });
  await expect(cards).toContainText("OBJECT  = 'VAST_0918+00A'");
  await expect(page.getByLabel('Search the header')).toBeFocused();
  await page.keyboard.type('bunit');
  await expect(cards).toHaveText("BUNIT   = 'Jy/beam '");
});
