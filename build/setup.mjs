/**
 * Makes a fresh clone ready: npm packages, and the system packages that the purpose needs. Every npm script calls it
 * first, so it is fast if nothing is missing, never asks, and writes only to stderr (stdout belongs to the script).
 * Runs on any Node >= 20 and uses nothing that it would install.
 *
 * `--for=run` (the command and the app), `--for=check`, `--for=test` (the default: everything). `--electron` also
 * fetches the runtime of the window; apart from that, only `npm start` does.
 */
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { changedBySetUp, watchCheckout } from './set-up/checkout-changes.mjs';
import { createNotes } from './set-up/kept-notes.mjs';
import { hasNpmPackages, installNpmPackages } from './set-up/npm-packages.mjs';
import { fetchElectronNow } from './set-up/electron-runtime.mjs';
import { say } from './set-up/say.mjs';
import { installSystemPackages } from './set-up/system-packages.mjs';

const OLDEST_NODE_MAJOR = 20;

const root = fileURLToPath(new URL('..', import.meta.url));
const words = process.argv.slice(2);
const purpose = words.find((word) => word.startsWith('--for='))?.slice(6) ?? 'test';

if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE_MAJOR) {
  say(`Node ${process.versions.node} is too old: install Node ${OLDEST_NODE_MAJOR} or newer.`);
  process.exit(1);
}
const notes = createNotes(root);
installSystemPackages({ root, purpose, notes });
if (!hasNpmPackages(root)) {
  watchCheckout(root, notes, () => installNpmPackages(root));
  const changed = changedBySetUp(root, notes);
  if (changed.length > 0) say(`set-up changed files of the checkout: ${changed.join(', ')}`);
}
if (words.includes('--electron')) {
  const fetched = await fetchElectronNow({ root, notes });
  process.exitCode = fetched ? 0 : 1;
}
