import type { JobState } from '#shared/downloads/job.ts';
import type { QueueSnapshot } from '#shared/downloads/snapshot.ts';

interface Parts extends Partial<Omit<QueueSnapshot, 'totals'>> {
  /** Numbers of files by state; each file has a megabyte. */
  readonly files?: Partial<Record<JobState, number>>;
}

/** A snapshot with these parts, and otherwise of an empty queue. For tests. */
export function queueOf({ files = {}, ...parts }: Parts): QueueSnapshot {
  const of = (state: JobState) => ({ files: files[state] ?? 0, bytes: (files[state] ?? 0) * 1e6 });
  return {
    revision: 1,
    phase: { kind: 'running' },
    totals: {
      queued: of('queued'),
      active: of('active'),
      verifying: of('verifying'),
      paused: of('paused'),
      'waiting-for-auth': of('waiting-for-auth'),
      done: of('done'),
      failed: of('failed'),
    },
    bytesDone: 0,
    bytesTotal: 0,
    bytesPerSecond: null,
    etaSeconds: null,
    waitingForDropboxUntilMs: null,
    active: [],
    ...parts,
  };
}
