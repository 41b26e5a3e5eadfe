import { constants } from 'node:os';
import process from 'node:process';

/** A child process gets these signals only from us. */
const HANDED_ON = ['SIGTERM', 'SIGHUP'];

/** How long to wait for the last output of a child that has exited. */
const TIMEOUT_PIPE_MS = 1000;

/**
 * Waits for a child that has the terminal.
 *
 * @returns its `code` (128 + the signal's number after a signal), that `signal` or null, whether it `wasStopped` by a
 * signal to us, and an `error` if it could not start
 */
export async function runChild(child) {
  let wasStopped = false;
  // Ctrl-C reaches the whole foreground group, so the child gets it, too; other signals reach only us.
  const onInterrupt = () => {
    wasStopped = true;
  };
  const handlers = HANDED_ON.map((signal) => [
    signal,
    () => {
      wasStopped = true;
      child.kill(signal);
    },
  ]);
  process.on('SIGINT', onInterrupt);
  for (const [signal, handler] of handlers) process.on(signal, handler);
  try {
    return await new Promise((resolve) => {
      child.once('error', (error) => resolve({ code: 127, signal: null, wasStopped, error }));
      child.once('exit', (code, signal) => {
        const number = signal === null ? 0 : constants.signals[signal];
        const end = { code: code ?? 128 + number, signal, wasStopped, error: null };
        child.once('close', () => resolve(end));
        // A process that the child started, such as the user's browser, may keep its pipes open for hours.
        setTimeout(() => resolve(end), TIMEOUT_PIPE_MS).unref();
      });
    });
  } finally {
    process.off('SIGINT', onInterrupt);
    for (const [signal, handler] of handlers) process.off(signal, handler);
  }
}
