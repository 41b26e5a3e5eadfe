import { existsSync } from 'node:fs';

/** Debian's own, past its start-up script, which only adds switches for people. */
const PLACES = [
  '/usr/lib/chromium/chromium',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** Chromium's executable: what STAND_IN_CHROMIUM names, or this system's. Throws, saying what to do, without one. */
export function findChromium(): string {
  const named = process.env['STAND_IN_CHROMIUM'];
  const found = (named === undefined ? PLACES : [named]).find((place) => existsSync(place));
  if (found === undefined) {
    throw new Error(
      'No Chromium was found. Install one (apt-get install chromium), or name it in STAND_IN_CHROMIUM.',
    );
  }
  return found;
}

/** Debian's build of Chromium without windows: the same engine for a quarter less processor time. */
const HEADLESS_SHELL = '/usr/lib/chromium/chromium-headless-shell';

/** The executable for pages that need no window: the headless shell, or Chromium where there is none. Throws without both. */
export function findHeadlessChromium(): string {
  const isNamed = process.env['STAND_IN_CHROMIUM'] !== undefined;
  return !isNamed && existsSync(HEADLESS_SHELL) ? HEADLESS_SHELL : findChromium();
}

/**
 * Keeps V8 to one thread a process. Its others optimize code, and a test's page ends before that pays: it takes a tenth
 * more processor time in all.
 */
export const SHORT_LIVED_PAGES = '--js-flags=--single-threaded';
