/**
 * `npm start`: the app in Electron's window, whose runtime it fetches the first time; where no window can be had, the
 * reason and the same app in the browser. It is built first if its sources are newer than the build.
 *
 * `npm start -- --page` (or `--port N`) asks for the page; other words are Electron's.
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
import { whyNotWorthATry } from './start/why-no-window.mjs';

const root = join(import.meta.dirname, '..');
const { wantsPage, forPage, forWindow } = sortWords(process.argv.slice(2));

function buildIfStale() {
  if (isBuilt(root)) return;
  process.stderr.write('Building the app: the first time, or its sources have changed.\n');
  const { status } = spawnSync(process.execPath, [join(root, 'build', 'build.mjs')], {
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) process.exit(status ?? 1);
}

function sayWhy({ why, mend }) {
  process.stderr.write(`No window: ${why}. ${mend}\nThe app opens as a page in the browser.\n`);
}

/** @returns the exit status of the window, or null where there can be none */
async function tryWindow() {
  const { env, platform } = process;
  const hopeless = whyNotWorthATry({ platform, env, uid: process.getuid?.(), words: forWindow });
  if (hopeless !== null) {
    sayWhy(hopeless);
    return null;
  }
  const executable = await fetchElectronOnceADay({ root, notes: createNotes(root) });
  if (executable === null) return null;
  const end = await openWindow({ executable, args: [root, ...forWindow] });
  if (end.kind === 'ended') return end.code;
  sayWhy(end);
  return null;
}

buildIfStale();
const code = wantsPage ? null : await tryWindow();
if (code === null && forWindow.length > 0) {
  process.stderr.write(`The page has no use for ${forWindow.join(' ')}.\n`);
}
process.exitCode = code ?? (await servePage(root, forPage));
