import type { Assurance, Failure, JobState, Outcome } from './job.ts';

/** A file of the queue as a list shows it. */
export interface JobRow {
  readonly id: number;
  readonly path: string;
  readonly size: number | null;
  readonly bytesDone: number;
  readonly state: JobState;
  readonly attempts: number;
  /** Milliseconds since 1970: not before then. */
  readonly retryAtMs: number;
  readonly failure: Failure | null;
  readonly assurance: Assurance | null;
  readonly outcome: Outcome | null;
}

/** A state, or the files that are done without a hash to have checked them by. */
export type JobFilter = 'all' | JobState | 'size-only';

/** A part of the queue's list. */
export interface JobQuery {
  readonly filter: JobFilter;
  /** A part of the path, in any case; empty for all. */
  readonly search: string;
  readonly offset: number;
  readonly limit: number;
}
