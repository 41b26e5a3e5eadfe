import type { QueueSnapshot } from '#shared/downloads/snapshot.ts';
import { desktopMessages } from './messages.ts';

/** What a notification says. */
export interface Notice {
  readonly title: string;
  readonly body: string;
}

type Seen = Pick<QueueSnapshot, 'phase' | 'totals'>;

/**
 * Reports when a running queue has finished, or cannot continue without the user. Takes every snapshot
 * in sequence.
 */
export function createQueueEnd(): (snapshot: Seen) => Notice | null {
  let wasWorking = false;
  return ({ phase, totals }) => {
    const isWorking = phase.kind === 'running' || phase.kind === 'resting';
    const hasStopped = wasWorking && !isWorking;
    wasWorking = isWorking;
    if (!hasStopped) return null;
    if (phase.kind === 'halted') {
      return { title: desktopMessages.queueEnd.needsUser, body: phase.failure.message };
    }
    if (phase.kind !== 'idle') return null;
    const { done, failed } = totals;
    return {
      title: desktopMessages.queueEnd.finished,
      body: desktopMessages.queueEnd.counts(done.files, failed.files),
    };
  };
}
