import type { QueueSnapshot } from '#shared/downloads/snapshot.ts';

export interface QueueControls {
  readonly canPause: boolean;
  readonly canResume: boolean;
}

/**
 * What can be done with the queue as a whole. Both only where some files are paused while others go on, or where a
 * full disk is waited for.
 */
export function controlsOf(snapshot: QueueSnapshot, isConnected: boolean): QueueControls {
  const { phase, totals } = snapshot;
  const hasWork = totals.queued.files + totals.active.files + totals.verifying.files > 0;
  const waitsForRoom =
    phase.kind === 'halted' && phase.by === 'disk' && phase.failure.code === 'disk-full';
  const goesOnByItself = phase.kind === 'running' || phase.kind === 'resting' || waitsForRoom;
  // An engine that died is to be restarted; until then nothing else helps.
  const isDead = phase.kind === 'halted' && phase.by === 'engine';
  const isStopped = phase.kind === 'paused' || phase.kind === 'halted';
  const isUsedUp = snapshot.budgetUsedUpUntilMs !== undefined;
  return {
    canPause: hasWork && goesOnByItself,
    canResume: isConnected && !isUsedUp && !isDead && (isStopped || totals.paused.files > 0),
  };
}
