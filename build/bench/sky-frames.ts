import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { goTo } from '../../e2e/pages/go-to.ts';
import { SkyPage } from '../../e2e/pages/sky-page.ts';
import { sourcesOnSphere } from './million-sources.ts';

const SOURCES = 100_000;
const FRAMES = 240;

/** What each frame of a pan took, milliseconds. */
export interface Pan {
  /** Handlers of the pointer and the drawing. */
  readonly scriptMs: readonly number[];
  /** From a frame to the next. */
  readonly frameMs: readonly number[];
}

/** Opens a table of 100,000 sources, and shows them in Sky. */
export async function showSkyWithSources(page: Page, file: string): Promise<void> {
  writeFileSync(file, sourcesOnSphere(SOURCES));
  await goTo(page, 'Sources');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open table…' }).first().click();
  await (await chooser).setFiles(file);
  await page.getByText('100,000 sources. ').waitFor();
  await goTo(page, 'Sky');
  await new SkyPage(page)
    .option(/^VAST_0012/)
    .first()
    .waitFor();
}

/** Drags the map by a pointer that moves in every frame, to and fro. */
export async function panSky(page: Page): Promise<Pan> {
  const { x, y, width, height } = (await new SkyPage(page).map.boundingBox())!;
  const middle = { x: x + width / 2, y: y + height / 2 };
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.down();
  const pan = await page.evaluate(dragMap, { ...middle, frames: FRAMES });
  await page.mouse.up();
  return pan;
}

/** Runs in the page. The script of a frame is that of the pointer's event and of the callbacks it leaves. */
async function dragMap({
  x,
  y,
  frames,
}: {
  readonly x: number;
  readonly y: number;
  readonly frames: number;
}): Promise<Pan> {
  const map = document.querySelector('.map')!;
  const next = window.requestAnimationFrame.bind(window);
  let workMs = 0;
  window.requestAnimationFrame = (callback) =>
    next((time) => {
      const begunMs = performance.now();
      callback(time);
      workMs += performance.now() - begunMs;
    });
  const [scriptMs, frameMs]: [number[], number[]] = [[], []];
  let last = await new Promise<number>(next);
  for (let frame = 0; frame < frames; frame += 1) {
    const begunMs = performance.now();
    const [clientX, clientY] = [x + 150 * Math.sin(frame / 12), y + 60 * Math.sin(frame / 17)];
    map.dispatchEvent(new PointerEvent('pointermove', { pointerId: 1, clientX, clientY }));
    workMs += performance.now() - begunMs;
    const now = await new Promise<number>(next);
    frameMs.push(now - last);
    scriptMs.push(workMs);
    workMs = 0;
    last = now;
  }
  window.requestAnimationFrame = next;
  return { scriptMs, frameMs };
}
