import { spawn } from 'node:child_process';
import process from 'node:process';
import { runChild } from './run-child.mjs';
import { whyNoWindow } from './why-no-window.mjs';

/** Signals that end a program because of its own fault. */
const CRASH_SIGNALS = new Set(['SIGTRAP', 'SIGSEGV', 'SIGILL', 'SIGABRT', 'SIGBUS', 'SIGSYS']);
const KEPT_CHARACTERS = 20_000;

/** Terminals inside Electron apps may set a variable that makes every Electron run as Node. */
function electronEnv(env) {
  const { ELECTRON_RUN_AS_NODE: _asNode, ...rest } = env;
  return rest;
}

/**
 * Runs the app in Electron's window until it exits, and recognizes a runtime that cannot start.
 *
 * @param executable the path of Electron
 * @param args the app's folder and the user's arguments
 * @returns `{ kind: 'ended', code }`, or `{ kind: 'no-window', why, remedy }` in sentences
 */
export async function openWindow({ executable, args, env = process.env, stderr = process.stderr }) {
  const child = spawn(executable, args, {
    stdio: ['inherit', 'inherit', 'pipe'],
    env: electronEnv(env),
  });
  let lastWords = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr.write(text);
    lastWords = (lastWords + text).slice(-KEPT_CHARACTERS);
  });
  const { code, signal, wasStopped, error } = await runChild(child);
  if (wasStopped || (code === 0 && error === null)) return { kind: 'ended', code };
  if (error !== null) {
    return {
      kind: 'no-window',
      why: `${executable} could not be started (${error.code ?? error.message})`,
      remedy:
        'Was node_modules copied from another system, or does it lie on a disk mounted noexec? In the first case, remove node_modules and start again.',
    };
  }
  const known = whyNoWindow(lastWords, { executable, env });
  if (known !== null) return { kind: 'no-window', ...known };
  if (signal !== null && CRASH_SIGNALS.has(signal)) {
    return {
      kind: 'no-window',
      why: `Electron crashed with ${signal}`,
      remedy: 'Its own messages, if any, are above.',
    };
  }
  return { kind: 'ended', code };
}
