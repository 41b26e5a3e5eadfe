import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { App } from './app.ts';
import { copyDiskPaths, copySurveyPaths } from './copy-paths.ts';
import { createToasts } from './toasts.ts';

const written: string[] = [];

beforeEach(() => {
  written.length = 0;
  vi.stubGlobal('navigator', {
    clipboard: { writeText: async (text: string) => void written.push(text) },
  });
});
afterEach(() => void vi.unstubAllGlobals());

/** An app whose main knows these files on disk. */
function appWith(onDisk: Readonly<Record<string, string>>) {
  const toasts = createToasts();
  const ask = (async (_: string, { paths }: { readonly paths: readonly string[] }) => ({
    files: paths.map((path) => onDisk[path] ?? null),
  })) as unknown as App['ask'];
  return { app: { ask, toasts }, shown: () => toasts.store.getState().toasts.at(-1)?.text };
}

it('copies the absolute paths of files that are on disk, and counts the others', async () => {
  const { app, shown } = appWith({ '/E/a': '/data/E/a', '/E/c': '/data/E/c' });
  await copyDiskPaths(app, ['/E/a', '/E/b', '/E/c']);
  expect(written).toEqual(['/data/E/a\n/data/E/c']);
  expect(shown()).toBe('2 paths on this disk copied. 1 file is not on it yet.');
  await copyDiskPaths(app, ['/E/a']);
  expect(written.at(-1)).toBe('/data/E/a');
  expect(shown()).toBe('Path on this disk copied.');
});

it('copies survey paths if no file is on disk, or on request', async () => {
  const { app, shown } = appWith({});
  await copyDiskPaths(app, ['/E/a']);
  expect(written).toEqual(['/E/a']);
  expect(shown()).toBe('Survey path copied: the file is not on this disk yet.');
  await copySurveyPaths(app, ['/E/a', '/E/b']);
  expect(written.at(-1)).toBe('/E/a\n/E/b');
  expect(shown()).toBe('2 survey paths copied.');
});
