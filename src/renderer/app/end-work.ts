import { createStore } from 'zustand/vanilla';
import type { ConnectionStep } from '#shared/ipc/connection-state.ts';
import type { App } from './app.ts';

/** What is asked before a step ends the download of files that are still to come. */
export interface EndQuestion {
  readonly files: number;
  /** Whether they are being fetched; else they wait for something, as a sign-in. */
  readonly isFetching: boolean;
  /** What the step does: `try the demo`. */
  readonly verb: string;
  readonly answer: (goesOn: boolean) => void;
}

export const endQuestion = createStore<{ readonly question: EndQuestion | null }>(() => ({
  question: null,
}));

/**
 * Takes a step that may end downloads. Where files are still to come it asks first; with a yes they are paused, so
 * that they go on only when the user says so.
 *
 * @param verb what the step does, as it follows “Pause them and”
 */
export async function takeStep(
  app: Pick<App, 'ask'>,
  step: ConnectionStep,
  verb: string,
  take: () => Promise<unknown>,
): Promise<void> {
  const work = await app.ask('connection.wouldEnd', step);
  if (work === undefined) return;
  if (work.files > 0) {
    if (!(await isAnsweredYes({ ...work, verb }))) return;
    if (work.isFetching && (await app.ask('downloads.pauseAll', null)) === undefined) return;
  }
  await take();
}

function isAnsweredYes(question: Omit<EndQuestion, 'answer'>): Promise<boolean> {
  endQuestion.getState().question?.answer(false);
  return new Promise((resolve) => {
    const answer = (goesOn: boolean): void => {
      endQuestion.setState({ question: null });
      resolve(goesOn);
    };
    endQuestion.setState({ question: { ...question, answer } });
  });
}
