/**
 * GIVEN two downloaded images of one field
 * WHEN the user looks at one, moves over it by keys, changes its colours and compares it with the other
 * THEN the value under the reticle is the file's, and both values stand beside each other
 */
import { AxeBuilder } from '@axe-core/playwright';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseHeader } from '#shared/fits/header.ts';
import { describeImage } from '#shared/fits/image.ts';
import { choosePlane } from '#shared/fits/plane.ts';
import { createWorldCoordinates } from '#shared/fits/world-coordinates.ts';
import { valueOfPixel } from '#shared/image/decode-pixels.ts';
import { formatValue } from '#shared/image/value-text.ts';
import { componentsOf } from '#shared/selavy/components-of.ts';
import { readCatalogue } from '#shared/selavy/read-catalogue.ts';
import { expect, test } from './fixtures/test.ts';
import { BrowsePage } from './pages/browse-page.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { DownloadsPage } from './pages/downloads-page.ts';
import { goTo } from './pages/go-to.ts';
import { LookPage } from './pages/look-page.ts';

test.use({ dropbox: { survey: 'tiny', scale: 5 } });

const IMAGES = ['I', 'V'].map(
  (stokes) =>
    `EPOCH01/COMBINED/STOKES${stokes}_IMAGES/VAST_0918+00A.EPOCH01.${stokes}.fits` as const,
);

const CATALOGUE = 'EPOCH01/COMBINED/STOKESI_SELAVY/VAST_0918+00A.EPOCH01.I.selavy.components.txt';

/** The name of the first component of a catalogue, and its pixel in an image, from 0. */
function componentIn(catalogue: string, image: string) {
  const { names, raDeg, decDeg } = componentsOf(readCatalogue(readFileSync(catalogue, 'utf8')));
  const plane = choosePlane(describeImage(parseHeader(readFileSync(image))!));
  const at = { lonDeg: raDeg[0]!, latDeg: decDeg[0]! };
  return { name: names[0]!, ...createWorldCoordinates(plane).toPixel(at)! };
}

/** A pixel's value in words, straight from the file; counted from 1, as in the readout. */
function valueIn(file: string, x: number, y: number): string {
  const bytes = readFileSync(file);
  const { image, offset } = choosePlane(describeImage(parseHeader(bytes)!));
  const at = offset + (y - 1) * image.y.strideBytes + (x - 1) * image.x.strideBytes;
  return formatValue(valueOfPixel(image, bytes.subarray(at)), 'Jy/beam');
}

/** The pixel of the readout, counted from 1. */
async function pixelOf(look: LookPage): Promise<readonly [number, number]> {
  // Its own text, once it is there: behind it, the value follows without a space.
  const text = await look.readout.getByText(/^pixel \d+, \d+$/).textContent();
  const [, x, y] = /(\d+), (\d+)/.exec(text!)!;
  return [Number(x), Number(y)];
}

test('a downloaded image is looked at, pixel by pixel, and compared with another', async ({
  world,
}) => {
  const { app, demo, out } = world;
  const page = app.page();
  const look = new LookPage(page);
  await new ConnectPage(page).connect(demo);
  const browse = new BrowsePage(page);
  for (const path of IMAGES) {
    await browse.search.fill(path.slice(path.lastIndexOf('/') + 1));
    await browse.tickAll();
  }
  await browse.search.fill(CATALOGUE.slice(CATALOGUE.lastIndexOf('/') + 1));
  await browse.tickAll();
  await browse.download();
  const downloads = new DownloadsPage(page);
  await downloads.open();
  await expect(downloads.filter(/^Done/)).toHaveText(/^Done [3-9]/, { timeout: 100_000 });

  await goTo(page, 'Browse');
  const [first = '', second = ''] = IMAGES;
  const file = first.slice(first.lastIndexOf('/') + 1);
  await browse.search.fill(file);
  await browse.row(/^Combined image I/).click();
  await look.button('Look').click();
  await expect(look.image).toHaveAttribute('aria-busy', 'false');
  await expect(look.bar).toHaveAccessibleName(/mJy\/beam$/);
  await expect(look.readout).toContainText(/means of|all pixels/);

  await look.image.focus();
  await page.keyboard.press('1');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('ArrowUp');
  const [x, y] = await pixelOf(look);
  await expect(look.value).toHaveText(valueIn(join(out, first), x, y));
  await expect(look.readout).toContainText(/09:1\d:\d\d\.\d\d [+-]0\d:\d\d:\d\d\.\d/);

  // What the pointer is over is the file's, too. At 1:1, the image fills the middle of the view only.
  const box = (await look.image.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2 + 90, box.y + box.height / 2 - 60);
  await expect(look.readout).not.toContainText(`pixel ${x}, ${y}`);
  const [hoverX, hoverY] = await pixelOf(look);
  await expect(look.value).toHaveText(valueIn(join(out, first), hoverX, hoverY));

  await look.choice('Limits').selectOption('min-max');
  await look.choice('Colours').selectOption('viridis');
  await look.button('Header').click();
  await page.getByLabel('Search the header').fill('BMAJ');
  await expect(page.getByRole('region', { name: 'Cards of the header' })).toContainText('BMAJ');
  // Without legacy mode axe opens another page, which a desktop window cannot.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations).toEqual([]);

  await look.choice('Compare with').selectOption(`/${second}`);
  await look.button('Side by side').click();
  await look.button('Fit').click();
  // Both images have one grid of pixels.
  await look.image.focus();
  await page.keyboard.press('ArrowDown');
  const [lastX, lastY] = await pixelOf(look);
  const [value, other] = [first, second].map((path) => valueIn(join(out, path), lastX, lastY));
  await expect(look.value).toHaveText(`${value} · second ${other}`);
  // On either canvas, its middle is that of the image, which has 640 pixels along each side.
  for (const canvas of await look.image.locator('canvas').all()) {
    const { x: left, y: top, width, height } = (await canvas.boundingBox())!;
    await page.mouse.move(left + width / 2, top + height / 2);
    await expect(look.readout).toContainText(/pixel 32[01], 32[01]/);
    await page.mouse.move(box.x, box.y - 20);
    await expect(look.readout).toContainText('Point at a pixel');
  }

  // The components of the image's own catalogue show their names under the pointer.
  await look.button('Components').click();
  const { name, ...component } = componentIn(join(out, CATALOGUE), join(out, first));
  const place = (await look.image.locator('canvas').first().boundingBox())!;
  const scale = Math.min(place.width, place.height) / 640;
  await page.mouse.move(
    place.x + place.width / 2 + (component.x - 319.5) * scale,
    place.y + place.height / 2 - (component.y - 319.5) * scale,
  );
  await expect(look.readout).toContainText(`${name} · peak `);
});
