import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, type ElectronApplication, type Page } from '@playwright/test';
import { launchApp, type LaunchOptions } from './launch.ts';

export const FIXTURE_APP = join(import.meta.dirname, 'fixture-app');

/** What the fixture app keeps under `globalThis.fixture` for the specs. */
export interface FixtureGlobal {
  readonly seen: {
    readonly events: string[];
    readonly windowsAsked: string[];
    readonly navigations: string[];
    readonly secondInstances: { argv: string[]; cwd: string; data: unknown }[];
  };
  openWindow(options?: object): unknown;
}

/** The exit of a process, and its output. */
export async function outcomeOf(
  child: ChildProcess,
): Promise<{ code: number | null; output: string }> {
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => (output += String(chunk)));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}

async function loadedWindow(app: ElectronApplication): Promise<Page> {
  const page = await app.firstWindow();
  await page.waitForLoadState();
  return page;
}

interface Fixtures {
  /** A folder for this test, removed after it. */
  readonly folder: string;
  /** Starts the fixture app on `folder`'s userData; apps still running are closed after the test. */
  readonly launch: (options?: Partial<LaunchOptions>) => Promise<ElectronApplication>;
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly sharedPage: Page;
}

interface WorkerFixtures {
  /** One app for all tests that leave it unchanged. */
  readonly sharedApp: ElectronApplication;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  sharedApp: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the needed fixtures off the pattern
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'stand-in-spec-'));
      const app = await launchApp({ appPath: FIXTURE_APP, args: [`--user-data-dir=${folder}`] });
      await loadedWindow(app);
      await use(app);
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  sharedPage: async ({ sharedApp }, use) => {
    await use(await loadedWindow(sharedApp));
  },
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the needed fixtures off the pattern
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'stand-in-spec-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
  launch: async ({ folder }, use) => {
    const started: ElectronApplication[] = [];
    await use(async ({ args = [], ...options } = {}) => {
      const userData = `--user-data-dir=${join(folder, 'user data')}`;
      const app = await launchApp({ appPath: FIXTURE_APP, args: [userData, ...args], ...options });
      started.push(app);
      return app;
    });
    for (const app of started) await app.close();
  },
  app: async ({ launch }, use) => {
    await use(await launch());
  },
  page: async ({ app }, use) => {
    await use(await loadedWindow(app));
  },
});

export { expect } from '@playwright/test';
