/** Draws the icon's PNG files from `icon.svg` with Chromium. Run by hand after a change of the drawing. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { findChromium } from '../../e2e/electron-stand-in/src/find-chromium.ts';

const SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024];

const folder = import.meta.dirname;
const drawing = readFileSync(join(folder, 'icon.svg'), 'utf8');
const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
for (const size of SIZES) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(
    `<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${drawing}`,
  );
  await page.screenshot({
    path: join(folder, `${size}x${size}.png`),
    omitBackground: true,
  });
  await page.close();
}
await browser.close();
