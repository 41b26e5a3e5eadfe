/**
 * Draws every state of every view into a folder, then has axe look at each. Needs the built app.
 *   node build/scenes/draw.ts [FOLDER] [--only NAME,…] [--sizes 1280x800,…] [--themes dark,light] [--scale 1.5]
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from '@playwright/test';
import type { Theme } from '#shared/ipc/contract.ts';
import { findChromium } from '../../e2e/electron-stand-in/src/find-chromium.ts';
import { ConnectPage } from '../../e2e/pages/connect-page.ts';
import { goTo } from '../../e2e/pages/go-to.ts';
import { type Altered, alterAnswers } from './altered-answers.ts';
import { BROWSE_SCENES } from './browse-scenes.ts';
import { CONNECT_SCENES } from './connect-scenes.ts';
import { CUTOUTS_SCENES } from './cutouts-scenes.ts';
import { DOWNLOADS_SCENES } from './downloads-scenes.ts';
import { LIGHTCURVE_SCENES } from './lightcurve-scenes.ts';
import { LOOK_SCENES } from './look-scenes.ts';
import { LIBRARY_SCENES, SETTINGS_SCENES } from './other-scenes.ts';
import type { Scene } from './scene.ts';
import { SKY_SCENES } from './sky-scenes.ts';
import { SOURCES_SCENES } from './sources-scenes.ts';
import { TABLES_SCENES } from './tables-scenes.ts';
import { openWorld, TIMEOUT_MS, type World, type WorldName } from './world.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', default: '' },
    scale: { type: 'string', default: '1' },
    sizes: { type: 'string', default: '1280x800,1920x1080,960x640' },
    themes: { type: 'string', default: 'dark,light' },
  },
});
const folder = positionals[0] ?? 'screenshots/states';
const only = values.only.split(',');
const sizes = values.sizes.split(',').map((size) => {
  const [width = 0, height = 0] = size.split('x').map(Number);
  return { width, height };
});
const themes = values.themes.split(',') as readonly Theme[];

const scenes = Object.entries({
  ...CONNECT_SCENES,
  ...BROWSE_SCENES,
  ...DOWNLOADS_SCENES,
  ...LIBRARY_SCENES,
  ...LOOK_SCENES,
  ...SOURCES_SCENES,
  ...SKY_SCENES,
  ...CUTOUTS_SCENES,
  ...LIGHTCURVE_SCENES,
  ...TABLES_SCENES,
  ...SETTINGS_SCENES,
}).filter(([name]) => only.some((each) => name.startsWith(each)));

/** In all scenes that don't say otherwise: a window on a machine that has a keychain. */
const altersAll = (theme: Theme): Altered => ({
  'app.info': (info) => ({ ...info, host: 'desktop', keychain: true }),
  'settings.get': ({ revision, value }) => ({ revision, value: { ...value, theme } }),
});

/** @returns what axe found, a sentence each */
async function draw(browser: Browser, name: string, scene: Scene, theme: Theme, world: World) {
  const page = await browser.newPage({
    viewport: sizes[0]!,
    deviceScaleFactor: Number(values.scale),
    reducedMotion: 'reduce',
  });
  page.setDefaultTimeout(TIMEOUT_MS);
  page.on('pageerror', (error) => process.stderr.write(`${name}: ${String(error)}\n`));
  await alterAnswers(page, { ...altersAll(theme), ...scene.altered });
  await page.goto(world.address);
  await new ConnectPage(page).badge.waitFor();
  await goTo(page, scene.view);
  if (scene.view === 'Browse') await page.getByRole('tree').waitFor();
  if (scene.world === 'paused') await page.getByRole('row').nth(4).waitFor();
  await scene.act?.(page, world);
  for (const size of sizes) {
    await page.setViewportSize(size);
    await drawn(page);
    await page.screenshot({ path: join(folder, `${name}-${theme}-${size.width}.png`) });
  }
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  await page.close();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target }) => `${name}, ${theme}: ${id} at ${target.join(' ')}`),
  );
}

/** One frame lays out, one fills the lists, one is shown. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      }),
  );
}

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: ['--no-sandbox', '--disable-background-networking'],
});
const shared = new Map<WorldName, World>();
const found: string[] = [];
const notDrawn: string[] = [];
for (const [name, scene] of scenes) {
  for (const theme of themes) {
    const common = scene.alone === true ? undefined : shared.get(scene.world);
    const world = common ?? (await openWorld(browser, scene.world));
    if (scene.alone !== true) shared.set(scene.world, world);
    try {
      found.push(...(await draw(browser, name, scene, theme, world)));
    } catch (error) {
      // The other scenes are drawn, too.
      notDrawn.push(`${name}, ${theme}: ${String(error)}`);
    }
    if (scene.alone === true) await world.end();
  }
}
for (const world of shared.values()) await world.end();
await browser.close();
for (const each of [...found, ...notDrawn]) process.stdout.write(`${each}\n`);
process.stdout.write(`Axe found ${found.length}; ${notDrawn.length} scenes not drawn.\n`);
process.exitCode = found.length + notDrawn.length === 0 ? 0 : 1;
