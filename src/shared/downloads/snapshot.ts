import type { Assurance, Failure, JobState, Outcome } from './job.ts';

/** A file that is being worked on now. */
export interface ActiveFile {
  readonly id: number;
  readonly path: string;
  readonly state: 'active' | 'verifying';
  readonly size: number | null;
  /** Bytes that are here, those of earlier tries counted. */
  readonly bytesDone: number;
  /** Failed tries so far. */
  readonly attempts: number;
}

/** What the queue as a whole is doing, and what it waits for. */
export type QueuePhase =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running' }
  | { readonly kind: 'paused' }
  /** Dropbox can't be reached; tried again at `untilMs`. */
  | { readonly kind: 'resting'; readonly untilMs: number; readonly failure: Failure }
  /** Nothing goes on until the user has done something about it. */
  | {
      readonly kind: 'halted';
      /** `engine`: its thread died; it has to be started again. */
      readonly by: 'auth' | 'disk' | 'outage' | 'engine';
      readonly failure: Failure;
    };

export interface FilesAndBytes {
  readonly files: number;
  readonly bytes: number;
}

/** The queue at one moment. */
export interface QueueSnapshot {
  /** Grows with every change; of two snapshots the greater is the newer. */
  readonly revision: number;
  readonly phase: QueuePhase;
  readonly totals: Readonly<Record<JobState, FilesAndBytes>>;
  /** Bytes that are on this disk, of those that were asked for (unknown sizes count nothing). */
  readonly bytesDone: number;
  readonly bytesTotal: number;
  readonly bytesPerSecond: number | null;
  readonly etaSeconds: number | null;
  /** Milliseconds since 1970 until which Dropbox asked us to wait; null if it didn't. */
  readonly waitingForDropboxUntilMs: number | null;
  readonly active: readonly ActiveFile[];
  /** Milliseconds since 1970 until which the user's own daily budget is used up; left out while it isn't. */
  readonly budgetUsedUpUntilMs?: number | undefined;
  /** The queues of other output folders in which files wait; left out where there are none. */
  readonly left?: readonly LeftQueue[] | undefined;
}

/** A queue that is not open, and in which files are still to come. */
export interface LeftQueue {
  readonly outputFolder: string;
  /** How many files are still to come, paused ones included. */
  readonly files: number;
}

/** The end of one file's way through the queue, or one more failed try on it. */
export type FileEvent =
  | {
      readonly kind: 'done';
      readonly path: string;
      readonly size: number | null;
      readonly outcome: Outcome;
      readonly assurance: Assurance;
    }
  | { readonly kind: 'will-retry'; readonly path: string; readonly failure: Failure }
  | { readonly kind: 'replaced'; readonly path: string; readonly why: string }
  | { readonly kind: 'failed'; readonly path: string; readonly failure: Failure };
