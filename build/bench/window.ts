/**
 * How soon the window answers with the whole survey in it, all 42,165 paths: the app as it was built, over the browser
 * host, in Chromium. Prints a table like that of `npm run bench`.
 *   node build/bench/window.ts [--runs N] [--cpu-prof FILE] [lists] [coverage] [sky] [million]
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { type CDPSession, chromium, type Page } from '@playwright/test';
import { startDemoServer } from '#demo/demo-server.ts';
import { browserApp } from '../../e2e/fixtures/browser-app.ts';
import { BrowsePage } from '../../e2e/pages/browse-page.ts';
import { ConnectPage } from '../../e2e/pages/connect-page.ts';
import { DownloadsPage } from '../../e2e/pages/downloads-page.ts';
import { findChromium } from '../../e2e/electron-stand-in/src/find-chromium.ts';
import { tickInCoverage } from './coverage-ticks.ts';
import { openMillionSources } from './million-sources.ts';
import { panSky, showSkyWithSources } from './sky-frames.ts';
import { type Answer, row, tellAnswers, tellFrames, tellPan } from './window-rows.ts';

/** Frames of one scroll, and how far each goes: about eight rows, faster than anybody reads. */
const FRAMES = 300;
const PIXELS_A_FRAME = 230;

/** A search as it is typed, letter by letter, and taken back. */
const TYPED = [
  '0',
  '09',
  '091',
  '0918',
  '0918 ',
  '0918 r',
  '0918 rm',
  '0918 rms',
  'fits',
  'zzz',
  '',
];

const { values, positionals } = parseArgs({
  options: { runs: { type: 'string', default: '5' }, 'cpu-prof': { type: 'string' } },
  allowPositionals: true,
});
/** Of a map that is panned: half a frame. */
const MAX_PAN_MS = 8;
const runs = Number(values.runs);

/** Does something to the page's own elements, right at the beginning of a frame. */
function answerTo(page: Page, selector: string, text: string | null = null): Promise<Answer> {
  return page.evaluate(
    async ([found, typed]) => {
      const element = document.querySelector<HTMLElement>(found)!;
      const frame = await new Promise<number>(requestAnimationFrame);
      const begunMs = performance.now();
      if (element instanceof HTMLInputElement && typed !== null) {
        // React has a setter of its own on the element, and takes no notice of what comes through that.
        const own = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!;
        own.set!.call(element, typed);
        element.dispatchEvent(new Event('input', { bubbles: true }));
      } else element.click();
      // React renders in the microtask that it has left behind.
      await Promise.resolve();
      document.body.getBoundingClientRect();
      const workMs = performance.now() - begunMs;
      const next = await new Promise<number>(requestAnimationFrame);
      return { workMs, frameMs: next - frame };
    },
    [selector, text] as const,
  );
}

/** Milliseconds between the frames while a list is scrolled as fast as it goes. */
function scroll(page: Page, selector: string): Promise<number[]> {
  return page.evaluate(
    async ([found, frames, pixels]) => {
      const list = document.querySelector(found)!;
      list.scrollTop = 0;
      const times: number[] = [];
      let last = await new Promise<number>(requestAnimationFrame);
      for (let frame = 0; frame < frames; frame += 1) {
        list.scrollTop += pixels;
        const now = await new Promise<number>(requestAnimationFrame);
        times.push(now - last);
        last = now;
      }
      return times;
    },
    [selector, FRAMES, PIXELS_A_FRAME] as const,
  );
}

async function ready(page: Page): Promise<{ browse: BrowsePage; downloads: DownloadsPage }> {
  await new ConnectPage(page).connect(demo);
  await page.getByText('List again').waitFor();
  await page.getByTitle('Where this listing is from').click();
  await page.getByRole('button', { name: 'Use the built-in listing' }).click();
  await page.getByTitle('Where this listing is from').getByText('42,165 files').waitFor();
  return { browse: new BrowsePage(page), downloads: new DownloadsPage(page) };
}

async function measure(page: Page): Promise<void> {
  const { browse, downloads } = await ready(page);
  const figures = {
    lists: () => measureLists(page, browse, downloads),
    coverage: () => measureCoverage(page),
    sky: () => measureSky(page),
    million: () => measureMillion(page),
  };
  for (const [name, figure] of Object.entries(figures)) {
    if (positionals.length === 0 || positionals.includes(name)) await figure();
  }
}

async function measureLists(
  page: Page,
  browse: BrowsePage,
  downloads: DownloadsPage,
): Promise<void> {
  const tickAll = '.tree-head [role=checkbox]';
  const [ticks, searches, opens]: [Answer[], Answer[], Answer[]] = [[], [], []];
  const frames: number[] = [];
  // The first round is not counted: only then is the page's code compiled.
  for (let run = 0; run <= runs; run += 1) {
    if (run === 1) for (const list of [ticks, searches, opens, frames]) list.length = 0;
    ticks.push(await answerTo(page, tickAll), await answerTo(page, tickAll));
    for (const text of TYPED) searches.push(await answerTo(page, '#search', text));
    await page.getByRole('button', { name: 'Close all' }).click();
    opens.push(await answerTo(page, '.toolbar .optional'));
    frames.push(...(await scroll(page, '.tree-scroller')));
  }
  const openTicks = [await answerTo(page, tickAll), await answerTo(page, tickAll)];
  tellAnswers('tick, or untick, the whole survey', ticks);
  tellAnswers('the same with every node open', openTicks);
  tellAnswers('search, a letter more or less', searches);
  tellAnswers('open every node', opens);
  tellFrames('between frames, scrolling the open tree', frames);

  await browse.tickAll();
  await browse.download();
  await downloads.filter(/^All 42,165/).waitFor();
  const running: number[] = [];
  for (let run = 0; run < runs; run += 1) running.push(...(await scroll(page, '.jobs-scroller')));
  tellFrames('between frames, scrolling 42,165 downloads while four files come', running);
  await downloads.button('Pause all').click();
  await page.getByRole('heading', { name: 'Paused' }).waitFor();
  const paused: number[] = [];
  for (let run = 0; run < runs; run += 1) paused.push(...(await scroll(page, '.jobs-scroller')));
  tellFrames('the same, paused', paused);
}

async function measureCoverage(page: Page): Promise<void> {
  const ticks = await tickInCoverage(page, runs);
  tellAnswers('tick, or untick, a cell of Coverage', ticks.cells);
  tellAnswers('tick, or untick, all of its fields and epochs', ticks.all);
}

async function measureSky(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 800 });
  await showSkyWithSources(page, join(home, 'sky.csv'));
  const name = 'script a frame, panning the sky with 113 fields and 100,000 sources';
  await panSky(page);
  tellPan(`${name}, all of it in view`, MAX_PAN_MS, await panSky(page));
  for (const step of ['zoomed in a little', 'to a patch', 'to a few fields']) {
    for (let press = 0; press < 3; press += 1) await page.keyboard.press('+');
    tellPan(`the same, ${step}`, MAX_PAN_MS, await panSky(page));
  }
}

async function measureMillion(page: Page): Promise<void> {
  const { longestTaskMs, shownMs } = await openMillionSources(page, join(home, 'million.csv'));
  row(
    'longest task of the window while a million sources are read (0: none above 50 ms)',
    50,
    longestTaskMs,
    `shown after ${(shownMs / 1000).toFixed(1)} s`,
  );
}

async function profiled(page: Page, file: string): Promise<void> {
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send('Profiler.enable');
  await session.send('Profiler.start');
  await measure(page);
  const { profile } = await session.send('Profiler.stop');
  writeFileSync(file, JSON.stringify(profile));
}

const home = mkdtempSync(join(tmpdir(), 'vast-pilot-window-'));
const demo = await startDemoServer({ survey: 'tiny', latencyMs: 250 });
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: ['--no-sandbox', '--disable-background-networking'],
});
const app = browserApp(browser, {
  home,
  env: { VAST_DROPBOX_ENDPOINT: demo.endpoint, VAST_DATA_DIR: join(home, 'data') },
});
await app.start();
process.stdout.write('| figure | to reach | found | reached | |\n|---|---|---|---|---|\n');
try {
  const profile = values['cpu-prof'];
  if (profile === undefined) await measure(app.page());
  else await profiled(app.page(), profile);
} finally {
  await app.quit();
  await browser.close();
  await demo.close();
  rmSync(home, { recursive: true, force: true });
}
