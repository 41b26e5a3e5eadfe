import { errorCode } from '#shared/errors/app-error.ts';

/** The wait after a failure doubles with each one, up to the maximum. */
const FIRST_DELAY_MS = 500;
const MAX_DELAY_MS = 15_000;

interface Question<T> {
  readonly ask: () => Promise<T>;
  readonly onAnswer: (answer: T) => void;
  /** Whether main can be reached. If not, no call is made: the caller starts again after a reconnection. */
  readonly isConnected: () => boolean;
}

/**
 * Repeats a call to main until it is answered, with growing waits after failures. A call that main refuses as
 * `bad-usage` is not repeated.
 *
 * @returns a function that ends it; a later answer is dropped
 */
export function askUntilAnswered<T>({ ask, onAnswer, isConnected }: Question<T>): () => void {
  let isWanted = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const run = (delayMs: number): void => {
    ask().then(
      (answer) => {
        if (isWanted) onAnswer(answer);
      },
      (error: unknown) => {
        const isFinal = errorCode(error) === 'bad-usage';
        if (isFinal || !isWanted || !isConnected()) return;
        timer = setTimeout(run, delayMs, Math.min(delayMs * 2, MAX_DELAY_MS));
      },
    );
  };
  run(FIRST_DELAY_MS);
  return () => {
    isWanted = false;
    clearTimeout(timer);
  };
}
