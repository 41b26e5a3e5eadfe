import { constants } from 'node:os';
import process from 'node:process';

/** A child that we started hears these only from us. */
const HANDED_ON = ['SIGTERM', 'SIGHUP'];

/** How long the last words of a child that has ended may be on their way. */
const PIPE_PATIENCE_MS = 1000;

/**
 * Waits for a child that has the terminal.
 *
 * @returns its `code` (128 + the signal's number where a signal ended it), that `signal` or null, whether it
 * `wasStopped` by a signal to us, and an `error` where it could not start at all
 */
export async function runChild(child) {
  let wasStopped = false;
  // Ctrl-C reaches the whole foreground group, so the child hears it by itself; other signals it doesn't.
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
        // What the child has started itself, such as the user's browser, may hold its pipes for hours.
        setTimeout(() => resolve(end), PIPE_PATIENCE_MS).unref();
      });
    });
  } finally {
    process.off('SIGINT', onInterrupt);
    for (const [signal, handler] of handlers) process.off(signal, handler);
  }
}
