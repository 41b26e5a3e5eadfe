import { defineConfig } from '@playwright/test';
import type { Settings } from './fixtures/test.ts';
import { findChromium } from './electron-stand-in/src/find-chromium.ts';

/** Specs that run in every host. */
const SHARED = ['*.spec.ts'];
const DESKTOP_ONLY = ['**/desktop-*.spec.ts'];
const NOT_SHARED = [...DESKTOP_ONLY, '**/electron-stand-in/**'];

/**
 * All end-to-end tests, one at a time: each starts an app with its own browser. Traces and screenshots of failed tests are
 * kept in `test-results`.
 */
export default defineConfig<Settings>({
  testDir: '.',
  outputDir: '../test-results',
  workers: 1,
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json', { outputFile: '../.cache/reports/playwright.json' }]],
  use: {
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: findChromium(),
      args: ['--no-sandbox', '--disable-background-networking'],
    },
  },
  projects: [
    { name: 'browser host', testMatch: SHARED, testIgnore: NOT_SHARED, use: { host: 'browser' } },
    { name: 'desktop', testMatch: SHARED, testIgnore: NOT_SHARED, use: { host: 'desktop' } },
    { name: 'desktop alone', testMatch: DESKTOP_ONLY },
    { name: 'stand-in', testMatch: 'electron-stand-in/*.spec.ts' },
  ],
});
