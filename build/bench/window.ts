/**
 * How soon the window answers with the whole survey in it, all 42,165 paths: the app as it was built, over the browser
 * host, in Chromium. Prints a table like that of `npm run bench`.
 *   node build/bench/window.ts [--runs N] [--cpu-prof FILE]
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
import { median } from './measured.ts';
import { openMillionSources } from './million-sources.ts';

/** What a screen of 60 Hz gives a frame, in milliseconds. */
const FRAME_MS = 1000 / 60;

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

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '5' }, 'cpu-prof': { type: 'string' } },
});
const runs = Number(values.runs);

interface Answer {
  /** What the page worked for it: script, style and layout. */
  readonly workMs: number;
  /** From the frame in which it was done to the next: one frame, unless the work made it late. */
  readonly frameMs: number;
}

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

function row(name: string, limitMs: number | null, foundMs: number, detail: string): void {
  const verdict = limitMs === null ? '' : foundMs <= limitMs ? 'yes' : '**no**';
  const limit = limitMs === null ? '' : `≤ ${limitMs.toFixed(1)}`;
  process.stdout.write(
    `| ${name} | ${limit} | ${foundMs.toFixed(1)} ms | ${verdict} | ${detail} |\n`,
  );
}

const lateFrames = (times: readonly number[]): number =>
  times.reduce((sum, ms) => sum + Math.max(0, Math.round(ms / FRAME_MS) - 1), 0);

function tellAnswers(name: string, answers: readonly Answer[]): void {
  const work = answers.map(({ workMs }) => workMs);
  const late = lateFrames(answers.map(({ frameMs }) => frameMs));
  const worst = Math.max(...work).toFixed(1);
  row(
    name,
    FRAME_MS,
    median(work),
    `worst ${worst}; ${late} frames late in ${answers.length} times`,
  );
}

function tellFrames(name: string, times: readonly number[]): void {
  const sorted = times.toSorted((a, b) => a - b);
  const dropped = lateFrames(times);
  row(
    name,
    FRAME_MS * 1.05,
    sorted[Math.floor(sorted.length * 0.95)]!,
    `p95; median ${median(times).toFixed(1)}, worst ${sorted.at(-1)!.toFixed(1)}; ${dropped} of ${times.length + dropped} frames dropped`,
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
