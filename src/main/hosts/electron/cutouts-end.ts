import type { CutoutsState } from '#shared/ipc/contract.ts';
import { desktopMessages } from './messages.ts';
import type { Notice } from './queue-end.ts';

/** Reports when running cutouts have finished, or cannot continue without the user. Takes every state in sequence. */
export function createCutoutsEnd(): (state: CutoutsState) => Notice | null {
  let wasRunning = false;
  return (state) => {
    const hasEnded = wasRunning && state.kind === 'ended';
    wasRunning = state.kind === 'running';
    if (!hasEnded) return null;
    const { problem, cut, kept, failed } = state;
    const { needsUser, finished, counts } = desktopMessages.cutoutsEnd;
    if (problem === null) return { title: finished, body: counts(cut + kept, failed) };
    return problem.code === 'cancelled' ? null : { title: needsUser, body: problem.message };
  };
}
