import type { QueueSnapshot } from '#shared/downloads/snapshot.ts';

/** What the desktop shows of the queue outside of the window. */
export interface QueueWork {
  /** Whether the machine should stay awake for it. */
  readonly isWorking: boolean;
  /** For the bar in the dock or taskbar; null for none. */
  readonly bar: { readonly fraction: number; readonly mode: 'normal' | 'paused' | 'error' } | null;
}

export function queueWork(
  snapshot: Pick<QueueSnapshot, 'phase' | 'bytesDone' | 'bytesTotal'>,
): QueueWork {
  const { phase, bytesDone, bytesTotal } = snapshot;
  const fraction = bytesTotal > 0 ? Math.min(1, bytesDone / bytesTotal) : 0;
  switch (phase.kind) {
    case 'idle':
      return { isWorking: false, bar: null };
    case 'running':
      return { isWorking: true, bar: { fraction, mode: 'normal' } };
    case 'resting':
      // It goes on by itself, so the machine is kept awake for it.
      return { isWorking: true, bar: { fraction, mode: 'paused' } };
    case 'paused':
      return { isWorking: false, bar: { fraction, mode: 'paused' } };
    case 'halted':
      return { isWorking: false, bar: { fraction, mode: 'error' } };
    default:
      return phase satisfies never;
  }
}
