import { spawn } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { howItEnded } from './how-it-ended.mjs';
import { runChild } from './run-child.mjs';

/** The command that opens an address on this desktop; null without a display. */
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
  // The address is on the screen; without an opener the user copies it.
  child.on('error', () => {});
  child.unref();
}

/**
 * Serves the app as a page, opens it in the user's browser, and waits until the server exits.
 *
 * @param words arguments for `vast-pilot serve`
 * @returns its exit status
 */
export async function servePage(root, words) {
  const child = spawn(
    process.execPath,
    [join(root, 'build', 'vast-pilot.mjs'), 'serve', ...words],
    { stdio: ['inherit', 'pipe', 'inherit'] },
  );
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => process.stdout.write(`${line}\n`));
  lines.once('line', openInBrowser);
  const end = await runChild(child);
  const said = howItEnded('The server', end);
  if (said !== null) process.stderr.write(`${said}\n`);
  return end.code;
}
