/**
 * GIVEN a source of the user's
 * WHEN the user asks for its light curve
 * THEN the catalogues that it needs are downloaded, and plot and table show its flux in every epoch
 */
import { readFile } from 'node:fs/promises';
import { columnOf } from '#shared/selavy/catalogue.ts';
import { readCatalogue } from '#shared/selavy/read-catalogue.ts';
import { expect, test } from './fixtures/test.ts';
import { saveTo } from './fixtures/save-to.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { SourcesPage } from './pages/sources-page.ts';

const SELAVY = '/EPOCH01/COMBINED/STOKESI_SELAVY/VAST_0918+00A.EPOCH01.I.selavy.components.txt';

test('a source has a light curve, whose values are those of the catalogues', async ({
  world,
}, info) => {
  const page = world.app.page();
  const catalogue = readCatalogue(Buffer.from(await world.demo.bytesOf(SELAVY)).toString());
  const at = (name: string): number => Number(columnOf(catalogue, name)!.values[0]);
  await new ConnectPage(page).connect(world.demo);
  const position = `${at('ra_deg_cont')},${at('dec_deg_cont')}`;
  await new SourcesPage(page).drop('one.csv', `name,ra,dec\nbright,${position}\n`);
  await page.getByRole('row', { name: /^bright/ }).click();
  await page.getByRole('button', { name: 'Light curve', exact: true }).click();

  const curve = page.getByRole('region', { name: 'Light curve of bright' });
  await expect(
    curve.getByText(/catalogues?: \d+ to download \(.*\), verified and kept/),
  ).toBeVisible();
  await curve.getByRole('button', { name: 'Download and measure' }).click();
  const value = `${at('flux_peak').toFixed(at('flux_peak') >= 100 ? 1 : 3)} ± ${at('flux_peak_err').toFixed(3)} mJy/beam`;
  const epochs = curve.getByRole('table', { name: 'Epochs' });
  await expect(epochs.getByRole('row', { name: /^01 / })).toContainText(value);
  await expect(epochs.getByRole('row', { name: /^01 / })).toContainText('0.00″');

  const plot = curve.getByRole('application', { name: 'Light curve of bright' });
  await plot.focus();
  await page.keyboard.press('Home');
  await expect(curve.getByRole('status')).toHaveText(/^Epoch 01, .*: .* ± .* mJy\/beam$/);
  const csv = info.outputPath('curve.csv');
  await saveTo(world.app, csv, () => curve.getByRole('button', { name: 'Save CSV' }).click());
  const text = await readFile(csv, 'utf8');
  expect(text).toMatch(/^source,ra_deg,dec_deg,epoch,/);
  expect(text).toContain(SELAVY);
  const png = info.outputPath('curve.png');
  await saveTo(world.app, png, () => curve.getByRole('button', { name: 'Save PNG' }).click());
  const bytes = await readFile(png);
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
});
