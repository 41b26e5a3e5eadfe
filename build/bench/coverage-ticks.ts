import type { Page } from '@playwright/test';
import { LibraryPage } from '../../e2e/pages/library-page.ts';
import type { Answer } from './window-rows.ts';

/** What ticks in Coverage take: of one cell, and of everything. */
export async function tickInCoverage(
  page: Page,
  runs: number,
): Promise<{ readonly cells: readonly Answer[]; readonly all: readonly Answer[] }> {
  await new LibraryPage(page).open();
  await page.getByText(/files of 113 fields in 11 epochs/).waitFor();
  const [cells, all]: [Answer[], Answer[]] = [[], []];
  // The first round is not counted: only then is the page's code compiled.
  for (let run = 0; run <= runs; run += 1) {
    if (run === 1) for (const list of [cells, all]) list.length = 0;
    for (let twice = 0; twice < 2; twice += 1) {
      cells.push(await page.evaluate(press, '.matrix-row [data-column="2"]'));
      all.push(await page.evaluate(press, '.totals .name'));
    }
  }
  return { cells, all };
}

/** Runs in the page: presses and lifts the pointer over an element at the beginning of a frame. */
async function press(selector: string): Promise<Answer> {
  const element = document.querySelector<HTMLElement>(selector)!;
  // Only the pointer of a real press can be captured.
  const grid = element.closest<HTMLElement>('[role=grid]')!;
  grid.setPointerCapture = () => undefined;
  const frame = await new Promise<number>(requestAnimationFrame);
  const begunMs = performance.now();
  const event = { pointerId: 1, bubbles: true };
  element.dispatchEvent(new PointerEvent('pointerdown', event));
  await Promise.resolve();
  element.dispatchEvent(new PointerEvent('pointerup', event));
  // React renders in the microtask that it has left behind.
  await Promise.resolve();
  document.body.getBoundingClientRect();
  const workMs = performance.now() - begunMs;
  const next = await new Promise<number>(requestAnimationFrame);
  return { workMs, frameMs: next - frame };
}
