import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { goTo } from '../../e2e/pages/go-to.ts';

const SOURCES = 1_000_000;
const MAX_WAIT_MS = 120_000;

/** A table of sources all over the sky; a million of them have 40 MB. */
export function sourcesOnSphere(count: number): string {
  const lines = ['name,ra,dec'];
  for (let index = 0; index < count; index += 1) {
    // Steps of the golden angle fill the sphere evenly, and are the same in every run.
    const raDeg = (index * 137.507764) % 360;
    const decDeg = (Math.asin((2 * index + 1) / count - 1) * 180) / Math.PI;
    lines.push(`source ${index},${raDeg.toFixed(6)},${decDeg.toFixed(6)}`);
  }
  return `${lines.join('\n')}\n`;
}

/**
 * Opens a table of a million sources in the view Sources, until it is shown and stored.
 *
 * @param file where the table is written
 * @returns the longest tasks of the window meanwhile, and how long it took until the list was shown; milliseconds
 */
export async function openMillionSources(
  page: Page,
  file: string,
): Promise<{ readonly longestTaskMs: number; readonly shownMs: number }> {
  writeFileSync(file, sourcesOnSphere(SOURCES));
  await goTo(page, 'Sources');
  await page.evaluate(() => {
    const tasks: number[] = [];
    Object.assign(globalThis, { longTasks: tasks });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    }).observe({ type: 'longtask' });
  });
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open table…' }).first().click();
  await (await chooser).setFiles(file);
  const begunMs = performance.now();
  await page.getByText('1,000,000 sources. ').waitFor({ timeout: MAX_WAIT_MS });
  const shownMs = performance.now() - begunMs;
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        requestIdleCallback(() => requestIdleCallback(resolve));
      }),
  );
  // Tasks below 50 ms are not reported.
  const tasks = await page.evaluate(
    () => (globalThis as unknown as { readonly longTasks: readonly number[] }).longTasks,
  );
  return { longestTaskMs: Math.max(0, ...tasks), shownMs };
}
