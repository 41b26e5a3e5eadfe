import { errorCode } from '#shared/errors/app-error.ts';

/** How long to wait after a failure: doubled with each one, up to the last. */
const FIRST_DELAY_MS = 500;
const MAX_DELAY_MS = 15_000;

interface Question<T> {
  readonly ask: () => Promise<T>;
  readonly onAnswer: (answer: T) => void;
  /** Whether main can be reached. Where it can't, nothing is asked: the caller begins again after a reconnection. */
  readonly isConnected: () => boolean;
}

/**
 * Asks main for what is on view until there is an answer: after a failure again and again, ever more rarely. A question
 * that main refuses as wrong is not asked again.
 *
 * @returns what ends it; an answer that is under way is then dropped
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
