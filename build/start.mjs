/**
 * `npm start`: the desktop window where Electron's runtime is installed, and else the same app in the browser. It is
 * built first if its sources are newer than the build.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { isBuilt } from './built-from.mjs';
import { endWith } from './end-with.mjs';

const root = join(import.meta.dirname, '..');
const words = process.argv.slice(2);

function buildIfStale() {
  if (isBuilt(root)) return;
  process.stderr.write('Building the app: the first time, or its sources have changed.\n');
  const { status } = spawnSync(process.execPath, [join(root, 'build', 'build.mjs')], {
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) process.exit(status ?? 1);
}

/** Electron's executable, or null where its runtime is not installed. */
function electronExecutable() {
  const folder = join(root, 'node_modules', 'electron');
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const executable = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(executable) ? executable : null;
}

/** What opens an address on this desktop; null where nobody would see it. */
function opener(url) {
  if (process.platform === 'darwin') return ['open', url];
  if (process.platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', url];
  const hasDisplay = Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
  return hasDisplay ? ['xdg-open', url] : null;
}

function openInBrowser(url) {
  const command = opener(url);
  if (command === null) return;
  const [program, ...args] = command;
  const child = spawn(program, args, { stdio: 'ignore', detached: true });
  // The address is on the screen; whoever has no opener copies it.
  child.on('error', () => {});
  child.unref();
}

function serveToBrowser() {
  const child = spawn(
    process.execPath,
    [join(root, 'build', 'vast-pilot.mjs'), 'serve', ...words],
    { stdio: ['inherit', 'pipe', 'inherit'] },
  );
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => process.stdout.write(`${line}\n`));
  lines.once('line', openInBrowser);
  endWith(child, 'The server');
}

buildIfStale();
const electron = electronExecutable();
if (electron !== null) endWith(spawn(electron, [root, ...words], { stdio: 'inherit' }), 'The app');
else {
  process.stderr.write(
    "Electron's runtime is not installed here, so the app opens in your browser instead of a window.\n",
  );
  serveToBrowser();
}
