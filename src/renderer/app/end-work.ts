import { createStore } from 'zustand/vanilla';
import type { ConnectionStep } from '#shared/ipc/connection-state.ts';
import { addingStore } from './adding.ts';
import type { App } from './app.ts';

/** The question before a step that ends downloads of unfinished files. */
export interface EndQuestion {
  readonly files: number;
  /** Whether they are downloading; else they wait, for instance for a sign-in. */
  readonly isFetching: boolean;
  /** What the step does: `try the demo`. */
  readonly step: string;
  readonly answer: (isConfirmed: boolean) => void;
}

export const endQuestion = createStore<{ readonly question: EndQuestion | null }>(() => ({
  question: null,
}));

/**
 * Takes a step that may end downloads. If files are unfinished, it asks first; once confirmed, the downloads are paused,
 * so that they continue only when the user resumes them.
 *
 * @param name what the step does, after “Pause and”
 */
export async function takeStep(
  app: Pick<App, 'ask'>,
  step: ConnectionStep,
  name: string,
  take: () => Promise<unknown>,
): Promise<void> {
  const work = await app.ask('connection.wouldEnd', step);
  if (work === undefined) return;
  // Files that main is still adding are not in its queue yet.
  const adding = addingStore.getState().files;
  const files = work.files + adding;
  const isFetching = work.isFetching || adding > 0;
  if (files > 0) {
    if (!(await isConfirmed({ files, isFetching, step: name }))) return;
    if (isFetching && (await app.ask('downloads.pauseAll', null)) === undefined) return;
  }
  await take();
}

function isConfirmed(question: Omit<EndQuestion, 'answer'>): Promise<boolean> {
  endQuestion.getState().question?.answer(false);
  return new Promise((resolve) => {
    const answer = (isYes: boolean): void => {
      endQuestion.setState({ question: null });
      resolve(isYes);
    };
    endQuestion.setState({ question: { ...question, answer } });
  });
}
