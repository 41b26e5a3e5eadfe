/**
 * GIVEN the position of a source
 * WHEN the user asks for its cutouts
 * THEN the window shows their cost, and then the pixels around it in every epoch
 */
import { readFile } from 'node:fs/promises';
import { formatValue } from '#shared/image/value-text.ts';
import { expect, test } from './fixtures/test.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { SourcesPage } from './pages/sources-page.ts';

const FIELD = 'VAST_0918+00A';
/** Pixels of the demo's small images along each side, and of a cutout of 2°. */
const WIDTH = 128;
const SIDE = 35;

test('a dropped source gets cutouts, whose peak is that of the file', async ({ world }) => {
  const page = world.app.page();
  await new ConnectPage(page).connect(world.demo);
  await new SourcesPage(page).drop('one.csv', 'name,ra,dec\nmiddle,139.65417,0\n');
  await page.getByRole('button', { name: 'Get cutouts…' }).click();
  const sheet = page.getByRole('dialog', { name: 'Get cutouts' });
  await sheet.getByLabel('Size').selectOption('2°');
  await expect(sheet.getByText(/ · not hash-checked$/)).toBeVisible();
  await sheet.getByRole('button', { name: /^Get \d+ cutouts?$/ }).click();

  const wall = page.getByRole('table', { name: 'Cutouts of middle' });
  const path = `/EPOCH01/COMBINED/STOKESI_IMAGES/${FIELD}.EPOCH01.I.fits`;
  const peak = formatValue(peakOf(await world.demo.bytesOf(path)), 'Jy/beam');
  await expect(
    wall.getByRole('img', { name: `Stokes I, Epoch 01, 2019-08-27: peak ${peak}` }),
  ).toBeVisible();
  await expect(page.getByText(/^\d+ cutouts, \d+ calls, .*; not hash-checked\.$/)).toBeVisible();
  await wall.getByLabel('Stokes I: upper limit, mJy/beam').fill('7.5');
  await page.keyboard.press('Enter');
  await expect(wall.getByRole('group', { name: /^Colours of Stokes I .* to 7\.5 / })).toBeVisible();
  await wall.getByRole('button', { name: 'Back to 99.5 %' }).click();
  await expect(wall.getByRole('group', { name: / to 7\.5 / })).toBeHidden();
  await wall.getByRole('img').first().click();
  const enlarged = page.getByRole('region', { name: 'Enlarged cutout' });
  await expect(enlarged).toBeFocused();
  await expect(enlarged.getByRole('heading', { name: /Epoch 01, 2019-08-27/ })).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(enlarged.getByRole('heading', { name: /\(2 of \d+\)$/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Save as PNG' }).click();
  const saved = await page.getByText(/^Saved .*middle\.png\.$/).textContent();
  const png = await readFile(saved!.replace(/^Saved (.*)\.$/, '$1'));
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  await page.reload();
  await expect(wall.getByRole('img').first()).toBeVisible();
});

/** The value farthest from 0 around the middle of an image. */
function peakOf(bytes: Uint8Array): number {
  const file = Buffer.from(bytes);
  const offset = file.length - Math.ceil((WIDTH * WIDTH * 4) / 2_880) * 2_880;
  const first = WIDTH / 2 - (SIDE - 1) / 2;
  const values = Array.from({ length: SIDE * SIDE }, (_, i) => {
    const [x, y] = [first + (i % SIDE), first + Math.floor(i / SIDE)];
    return file.readFloatBE(offset + 4 * (y * WIDTH + x));
  });
  return values.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a));
}
