import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { createApp, type TestApp, type TestAppOptions } from '#main/testing/test-app.ts';
import { bitsetWhere } from '#shared/catalogue/bitset.ts';
import { pathAt } from '#shared/catalogue/catalogue.ts';

const open: TestApp[] = [];
const folders: string[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((app) => app.close()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export function home(): string {
  const folder = mkdtempSync(join(tmpdir(), 'app-'));
  folders.push(folder);
  return folder;
}

export async function start(at: string, options: TestAppOptions = {}): Promise<TestApp> {
  const app = await createApp(at, options);
  open.push(app);
  return app;
}

/** So slow that a download is not over before the test has interrupted it. */
export const SLOW: TestAppOptions = { demo: { survey: 'tiny', bytesPerSecond: 150_000 } };

/** Ticks the files whose path `test` accepts. */
export async function tick(app: TestApp, test: (path: string) => boolean) {
  const { revision, value } = await app.client.call('catalogue.get', null);
  const { words } = bitsetWhere(value.length, (row) => test(pathAt(value, row)));
  return { catalogueRevision: revision, words };
}

export const isTableOrList = (path: string): boolean => /\.(txt|csv|md)$/.test(path);
