import type { QueueSnapshot } from '#shared/downloads/snapshot.ts';

export interface QueueControls {
  readonly canPause: boolean;
  readonly canResume: boolean;
}

/**
 * The actions on the whole queue. Both are possible only if some files are paused while others continue, or if the queue
 * waits for free space.
 */
export function controlsOf(snapshot: QueueSnapshot, isConnected: boolean): QueueControls {
  const { phase, totals } = snapshot;
  const hasWork = totals.queued.files + totals.active.files + totals.verifying.files > 0;
  const waitsForSpace =
    phase.kind === 'halted' && phase.by === 'disk' && phase.failure.code === 'disk-full';
  const isAutomatic = phase.kind === 'running' || phase.kind === 'resting' || waitsForSpace;
  // A dead engine must be restarted first.
  const isDead = phase.kind === 'halted' && phase.by === 'engine';
  const isStopped = phase.kind === 'paused' || phase.kind === 'halted';
  const isUsedUp = snapshot.budgetUsedUpUntilMs !== undefined;
  return {
    canPause: hasWork && isAutomatic,
    canResume: isConnected && !isUsedUp && !isDead && (isStopped || totals.paused.files > 0),
  };
}
