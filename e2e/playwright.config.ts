import { defineConfig } from '@playwright/test';
import type { Settings } from './fixtures/test.ts';
import { findHeadlessChromium, SHORT_LIVED_PAGES } from './electron-stand-in/src/find-chromium.ts';

/** Specs that run in every host. */
const SHARED = ['*.spec.ts'];
const DESKTOP_ONLY = ['**/desktop-*.spec.ts'];
const NOT_SHARED = [...DESKTOP_ONLY, '**/electron-stand-in/**'];

/**
 * All end-to-end tests. Each starts an app with its own state folder and browser, so two may run at a time. Screenshots
 * of failed tests are kept in `test-results`; `--trace retain-on-failure` adds traces, for a sixth more processor time.
 */
export default defineConfig<Settings>({
  testDir: '.',
  outputDir: '../test-results',
  workers: 2,
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json', { outputFile: '../.cache/reports/playwright.json' }]],
  use: {
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: findHeadlessChromium(),
      args: ['--no-sandbox', '--disable-background-networking', SHORT_LIVED_PAGES],
    },
  },
  projects: [
    { name: 'browser host', testMatch: SHARED, testIgnore: NOT_SHARED, use: { host: 'browser' } },
    { name: 'desktop', testMatch: SHARED, testIgnore: NOT_SHARED, use: { host: 'desktop' } },
    { name: 'desktop alone', testMatch: DESKTOP_ONLY },
    { name: 'stand-in', testMatch: 'electron-stand-in/*.spec.ts' },
  ],
});
