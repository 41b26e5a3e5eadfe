import { defineConfig } from '@playwright/test';
import { findChromium } from './runtime/stand-in/find-chromium.ts';

/**
 * All end-to-end tests, one at a time: each starts an app with a browser of its own. What a failing test saw is kept
 * in `test-results`.
 */
export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  workers: 1,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: '../.cache/reports/playwright.json' }]],
  use: {
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: findChromium(),
      args: ['--no-sandbox', '--disable-background-networking'],
    },
  },
});
