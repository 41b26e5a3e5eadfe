import type { Failure, JobState } from '#shared/downloads/job.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { FilesAndBytes, QueueSnapshot } from '#shared/downloads/snapshot.ts';

const NOTHING: FilesAndBytes = { files: 0, bytes: 0 };

/** No queue is open. */
export const EMPTY: QueueSnapshot = {
  revision: 0,
  phase: { kind: 'idle' },
  totals: {
    queued: NOTHING,
    active: NOTHING,
    verifying: NOTHING,
    paused: NOTHING,
    'waiting-for-auth': NOTHING,
    done: NOTHING,
    failed: NOTHING,
  } satisfies Record<JobState, FilesAndBytes>,
  bytesDone: 0,
  bytesTotal: 0,
  bytesPerSecond: null,
  etaSeconds: null,
  waitingForDropboxUntilMs: null,
  active: [],
};

/** A queue that cannot be opened: it is not empty, and the view shows why. An engine that is gone has a state of its own. */
export function notOpened(error: unknown): QueueSnapshot {
  if (!(error instanceof AppError)) return EMPTY;
  const { code, message } = error;
  if (code === 'cancelled' || code === 'api') return EMPTY;
  return { ...EMPTY, phase: { kind: 'halted', by: 'disk', failure: { code, message } } };
}

/** The queue of an engine whose thread died: files in transfer are stored as queued. */
export function haltedByEngine(latest: QueueSnapshot, failure: Failure): QueueSnapshot {
  const { totals } = latest;
  const { queued, active, verifying } = totals;
  const files = queued.files + active.files + verifying.files;
  const bytes = queued.bytes + active.bytes + verifying.bytes;
  return {
    ...latest,
    phase: { kind: 'halted', by: 'engine', failure },
    totals: { ...totals, queued: { files, bytes }, active: NOTHING, verifying: NOTHING },
    bytesPerSecond: null,
    etaSeconds: null,
    waitingForDropboxUntilMs: null,
    active: [],
  };
}

/** Files still to download. */
export function unfinishedIn({ totals }: QueueSnapshot): number {
  const { queued, active, verifying, 'waiting-for-auth': waiting } = totals;
  return queued.files + active.files + verifying.files + waiting.files;
}
