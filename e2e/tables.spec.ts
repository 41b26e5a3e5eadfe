/**
 * GIVEN a catalogue on this disk
 * WHEN the user opens it
 * THEN the window shows its rows, sorted and filtered as wanted, charts of its columns, and saves what is shown
 */
import { readFile } from 'node:fs/promises';
import { columnOf } from '#shared/selavy/catalogue.ts';
import { readCatalogue } from '#shared/selavy/read-catalogue.ts';
import { expect, test } from './fixtures/test.ts';
import { saveTo } from './fixtures/save-to.ts';
import { BrowsePage } from './pages/browse-page.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { DownloadsPage } from './pages/downloads-page.ts';
import { goTo } from './pages/go-to.ts';
import { LookPage } from './pages/look-page.ts';

const NAME = 'VAST_0918+00A.EPOCH01.I.selavy.components.xml';
const SELAVY = `/EPOCH01/COMBINED/STOKESI_SELAVY/${NAME}`;

test('a catalogue is shown as a table, filtered, charted and saved', async ({ world }, info) => {
  const page = world.app.page();
  await new ConnectPage(page).connect(world.demo);
  const browse = new BrowsePage(page);
  await goTo(page, 'Browse');
  await browse.search.fill('VAST_0918+00A.EPOCH01.I');
  await browse.tickAll();
  await browse.download();
  const downloads = new DownloadsPage(page);
  await expect(downloads.heading.first()).toHaveText(/^Finished/);

  await goTo(page, 'Tables');
  await page.getByRole('list', { name: 'Catalogues' }).getByText(NAME).click();
  const catalogue = readCatalogue(Buffer.from(await world.demo.bytesOf(SELAVY)).toString());
  const fluxes = [...(columnOf(catalogue, 'flux_peak')!.values as Float64Array)];
  const table = page.getByRole('region', { name: NAME });
  await expect(table.getByText(`${fluxes.length} rows`)).toBeVisible();
  const grid = table.getByRole('grid', { name: `Rows of ${NAME}` });
  await grid.getByRole('button', { name: /^flux_peak$/ }).click();
  await grid
    .getByRole('button', { name: /^flux_peak/ })
    .first()
    .click();
  const faintest = String(Math.min(...fluxes));
  await expect(grid.getByRole('row').nth(1)).toContainText(faintest);

  const filter = table.getByRole('searchbox', { name: 'Filter rows' });
  await filter.fill('flux_pek > 5');
  await expect(table.getByRole('alert')).toHaveText(/did you mean flux_peak/);
  await filter.fill('flux_peak > 5');
  const bright = fluxes.filter((flux) => flux > 5).length;
  await expect(table.getByText(`${bright} of ${fluxes.length} rows`)).toBeVisible();

  await table.getByRole('button', { name: 'Scatter' }).click();
  const chart = table.getByRole('img', { name: 'flux_int against flux_peak' });
  await expect(chart.locator('circle')).toHaveCount(bright);
  const votable = info.outputPath('bright.xml');
  await saveTo(world.app, votable, () =>
    table.getByRole('button', { name: 'Save VOTable' }).click(),
  );
  const saved = readCatalogue(await readFile(votable, 'utf8'));
  expect(saved.rowCount).toBe(bright);

  await grid.getByRole('row').nth(1).click();
  await table.getByRole('button', { name: 'Show on Sky' }).click();
  await expect(page.getByRole('heading', { name: 'Sky', level: 1 })).toBeVisible();
  await goTo(page, 'Tables');
  await grid.getByRole('row').nth(1).click();
  await table.getByRole('button', { name: 'Show in image' }).click();
  await expect(new LookPage(page).readout).toContainText(/pixel \d+, \d+/);
});
