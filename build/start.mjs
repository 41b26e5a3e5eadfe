/**
 * `npm start`: opens the app in Electron's window, and fetches Electron's runtime the first time. If no window can open,
 * it prints the reason and opens the same app in the browser. It builds the app first if the sources are newer.
 *
 * `npm start -- --page` (or `--port N`) asks for the page; other arguments go to Electron.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { isBuilt } from './built-from.mjs';
import { fetchElectronOnceADay } from './set-up/electron-runtime.mjs';
import { createNotes } from './set-up/kept-notes.mjs';
import { openWindow } from './start/open-window.mjs';
import { servePage } from './start/serve-page.mjs';
import { sortWords } from './start/sort-words.mjs';
import { whyNoWindowHere } from './start/why-no-window.mjs';

const root = join(import.meta.dirname, '..');
const { wantsPage, forPage, forWindow } = sortWords(process.argv.slice(2));

function buildIfStale() {
  if (isBuilt(root)) return;
  process.stderr.write('Building the app (first start, or its sources have changed).\n');
  const { status } = spawnSync(process.execPath, [join(root, 'build', 'build.mjs')], {
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) process.exit(status ?? 1);
}

function printReason({ why, remedy }) {
  process.stderr.write(`No window: ${why}. ${remedy}\nThe app opens as a page in the browser.\n`);
}

/** @returns the exit status of the window, or null if none can open */
async function tryWindow() {
  const { env, platform } = process;
  const hopeless = whyNoWindowHere({ platform, env, uid: process.getuid?.(), words: forWindow });
  if (hopeless !== null) {
    printReason(hopeless);
    return null;
  }
  const executable = await fetchElectronOnceADay({ root, notes: createNotes(root) });
  if (executable === null) return null;
  const end = await openWindow({ executable, args: [root, ...forWindow] });
  if (end.kind === 'ended') return end.code;
  printReason(end);
  return null;
}

buildIfStale();
const code = wantsPage ? null : await tryWindow();
if (code === null && forWindow.length > 0) {
  process.stderr.write(`The page ignores ${forWindow.join(' ')}.\n`);
}
process.exitCode = code ?? (await servePage(root, forPage));
