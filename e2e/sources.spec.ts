/**
 * GIVEN positions of sources, and no idea of fields
 * WHEN the user drops, pastes or types them
 * THEN the window shows which fields and epochs saw them, and ticks and downloads their files
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { saveTo } from './fixtures/save-to.ts';
import { expect, test } from './fixtures/test.ts';
import { BrowsePage } from './pages/browse-page.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { DownloadsPage } from './pages/downloads-page.ts';
import { SourcesPage } from './pages/sources-page.ts';

const TABLE =
  'name,ra,dec\nPSR J2129-04,322.4375,-4.485\nin 0918+00,139.583,0.433\nfar away,100,80\nwrong,400,0\n';

test('dropped sources show their fields, tick their files, and download', async ({ world }) => {
  const page = world.app.page();
  await new ConnectPage(page).connect(world.demo);
  const sources = new SourcesPage(page);
  await sources.drop('pulsars.csv', TABLE);

  await expect(page.getByRole('heading', { name: 'pulsars.csv' })).toBeVisible();
  await expect(
    page.getByText(/^3 sources\. 2 observed, in 2 fields and 18 pairs of field and epoch/),
  ).toBeVisible();
  await expect(sources.row(/^PSR J2129-04, VAST_2118-06A, 01 02 03x /)).toBeVisible();
  await expect(sources.row(/^far away/)).toContainText(/Outside: nearest is VAST_\S+, \d+\.\d\d°/);
  await sources.filter(/^Not read 1/).click();
  await expect(page.getByText('line 5')).toBeVisible();
  await sources.filter(/^Observed 2/).click();
  await page.getByRole('columnheader', { name: 'RA' }).getByRole('button').click();
  await expect(sources.row(/VAST_/).first()).toHaveAccessibleName(/^in 0918/);
  await page.getByRole('searchbox', { name: 'Name or field' }).fill('2118-06');
  await expect(page.getByText('1 found')).toBeVisible();
  await expect(sources.row(/^in 0918/)).toHaveCount(0);
  await page.getByRole('searchbox', { name: 'Name or field' }).fill('');
  await sources.row(/^in 0918/).click();
  await expect(sources.observations).toContainText('9668');
  await page.keyboard.press('Space');
  await sources.ticking.getByRole('button', { name: 'Tick for 1 selected' }).click();

  await page.getByRole('button', { name: 'Show in Browse' }).click();
  const browse = new BrowsePage(page);
  await expect(browse.selection).toContainText('--only-fields VAST_0918+00A');
  await browse.download();
  const downloads = new DownloadsPage(page);
  await expect(downloads.heading.first()).toHaveText(/^Finished/, { timeout: 100_000 });
  const wanted = (await world.demo.files())
    .map(({ path }) => path)
    .filter((path) => /^\/EPOCH.*COMBINED\/STOKESI_(?:IMAGES|SELAVY)\/.*VAST_0918\+00A/.test(path))
    .filter((path) => !/islands|_rms|_bkg/.test(path));
  expect(wanted.length).toBeGreaterThan(0);
  for (const path of wanted) expect(await world.same(path), path).toBe(true);

  await sources.open();
  const onDisk = sources.row(/^in 0918/).getByRole('gridcell', { name: /^[1-9]\d* of \d+$/ });
  await expect(onDisk).toBeVisible();
});

test('lists stay over a restart, with their unit and their name', async ({ world }) => {
  const { app } = world;
  const sources = () => new SourcesPage(app.page());
  await sources().open();
  await app.page().getByLabel('Find one position').fill('21 29 45 -04 29 06');
  await app.page().keyboard.press('Enter');
  await expect(sources().row(/VAST_2118-06A/)).toBeVisible();
  await sources().drop('hours.csv', 'name,ra,dec\na,9.3055,0.43\n');
  // Until the dropped list is shown, the choice is that of the list before.
  await expect(app.page().getByRole('heading', { name: 'hours.csv' })).toBeVisible();
  await app.page().getByLabel('Right ascensions').selectOption('Hours');
  await expect(sources().row(/^a, VAST_0918\+00A/)).toBeVisible();
  await app.page().getByRole('button', { name: 'Rename…' }).click();
  await app.page().getByRole('textbox', { name: 'Name' }).fill('In hours');
  await app.page().keyboard.press('Enter');
  await expect(sources().lists).toContainText('In hours');

  await app.quit();
  await app.start();
  await sources().open();
  await sources()
    .lists.getByRole('button', { name: /^In hours/ })
    .click();
  await expect(sources().row(/^a, VAST_0918\+00A/)).toBeVisible();
  await app.page().getByRole('button', { name: 'Remove' }).click();
  await expect(sources().lists).not.toContainText('In hours');
  await app.page().getByRole('button', { name: 'Undo' }).click();
  await expect(sources().lists).toContainText('In hours');
});

test('the table of fields is saved in both formats', async ({ sharedWorld: world }, info) => {
  const page = world.app.page();
  await new SourcesPage(page).drop('pulsars.csv', TABLE);
  const save = async (): Promise<string> => {
    const file = info.outputPath(`table-${randomUUID()}.csv`);
    await saveTo(world.app, file, () =>
      page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click(),
    );
    return readFileSync(file, 'utf8');
  };
  await page.getByRole('button', { name: 'Save table…' }).click();
  const table = await save();
  expect(table).toMatch(/^name,ra,dec,field,epoch,sbid,dateobs,primary_field\n/);
  expect(table).toContain('PSR J2129-04,322.437500,-4.485000,VAST_2118-06A,1,');
  await page.getByRole('button', { name: 'Save table…' }).click();
  await page.getByText(/^vast-tools 1\.x/).click();
  await page.getByLabel('Epoch', { exact: true }).selectOption('02');
  expect(await save()).toMatch(/^ra,dec,name,sbid,field_name\n.*VAST_2118-06A\n/);
});

test.describe('a file that is no table of positions', () => {
  const refused: readonly (readonly [string, string | readonly number[], RegExp])[] = [
    ['page.csv', '<!doctype html><html><p>1 2', /page\.csv: This is a web page \(HTML\)/],
    ['names.txt', 'Crab\nVela\n', /names\.txt: .*can't be resolved without asking Simbad/],
    ['image.png', [0x89, 0x50, 0x4e, 0x47, 0], /image\.png: This is a PNG image/],
    ['binary', [1, 2, 0, 7, 0, 3, 200], /binary: This is a binary file/],
    ['ra.csv', 'ra,dec\n400,0\n', /ra\.csv: No row .*in line 2 .*400 degrees, outside 0 to 360/],
    ['dec.csv', 'ra,dec\n4,-95\n', /dec\.csv: No row .*-95 degrees, outside -90 to 90/],
    ['nan.csv', 'ra,dec\nNaN,1\n,\n', /nan\.csv: No row .*line 2/],
  ];
  test('is refused by a sentence, and offers to paste positions', async ({
    sharedWorld: world,
  }) => {
    const page = world.app.page();
    const sources = new SourcesPage(page);
    await sources.open();
    for (const [name, content, why] of refused) {
      await sources.drop(name, content);
      const toast = page.locator('[data-toast]').filter({ hasText: why });
      await expect(toast).toBeVisible();
      await toast.getByRole('button', { name: 'Dismiss' }).click();
    }
    await sources.drop('names.txt', 'Crab\nVela\n');
    await page.getByRole('button', { name: 'Paste positions…' }).last().click();
    await pasteInto(page, 'Crab');
    await expect(page.getByRole('dialog').getByRole('alert')).toContainText("can't be resolved");
    await pasteInto(page, 'J2129 21:29:45 -04:29:06');
    await expect(sources.row(/^J2129, VAST_2118-06A/)).toBeVisible();
  });

  test('but in UTF-16 or with duplicates is read, and says so', async ({ sharedWorld: world }) => {
    const page = world.app.page();
    const sources = new SourcesPage(page);
    const utf16 = [...Buffer.from('\uFEFFname,ra,dec\nP,322.4375,-4.485\n', 'utf16le')];
    await sources.drop('utf16.csv', utf16);
    await expect(sources.row(/^P, VAST_2118-06A/)).toBeVisible();
    await expect(page.getByText(/The text is in UTF-16\./)).toBeVisible();
    await sources.drop('same.csv', `name,ra,dec\n${'P,322.4375,-4.485\n'.repeat(10_001)}`);
    await expect(page.getByText(/10,000 rows repeated an earlier one/)).toBeVisible();
    await expect(page.getByText(/^1 source\. 1 observed/)).toBeVisible();
  });
});

async function pasteInto(page: Page, text: string): Promise<void> {
  await page.getByLabel('Positions', { exact: true }).fill(text);
  await page.getByRole('button', { name: 'Find fields' }).click();
}
