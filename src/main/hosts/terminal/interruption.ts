import process from 'node:process';
import { AppError } from '#shared/errors/app-error.ts';
import { EXIT } from './exit-codes.ts';

/** A launcher may repeat a signal that also reached us directly: both count as one. */
const ECHO_MS = 500;

export interface Interruption {
  /** Aborted by the first signal. */
  readonly signal: AbortSignal;
  /** Stops listening. */
  end(): void;
}

/**
 * Listens to Ctrl-C and similar signals: the first stops cleanly, a second at once. A hang-up stops nothing if no
 * stream is connected to a terminal: downloads of days on servers run that way.
 *
 * @param onFirst called on the first signal
 */
export function listenForInterruption(onFirst: () => void): Interruption {
  const abort = new AbortController();
  let firstMs = 0;
  const stop = (): void => {
    if (!abort.signal.aborted) {
      firstMs = performance.now();
      abort.abort(new AppError('cancelled', 'Stopped.'));
      onFirst();
    } else if (performance.now() - firstMs > ECHO_MS) {
      // A second Ctrl-C means that the user doesn't want to wait. What is on disk is safe anyway.
      process.exit(EXIT.interrupted);
    }
  };
  const onTerminal = [process.stdin, process.stdout, process.stderr].some(({ isTTY }) => isTTY);
  const hangUp = onTerminal ? stop : () => undefined;
  process.on('SIGINT', stop).on('SIGTERM', stop).on('SIGHUP', hangUp);
  return {
    signal: abort.signal,
    end: () => process.off('SIGINT', stop).off('SIGTERM', stop).off('SIGHUP', hangUp),
  };
}
