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
