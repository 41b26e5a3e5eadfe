import type { Assurance, Failure, JobFilter, JobState, Outcome } from './job.ts';

export type { JobFilter } from './job.ts';

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

/** What a list is sorted by; files that are equal in it stand in their turn. */
export interface JobSort {
  readonly by: 'path' | 'state' | 'size' | 'attempts';
  readonly descending: boolean;
}

/** A list of the queue's files. */
export interface JobListing {
  readonly filter: JobFilter;
  /** A part of the path, in any case; empty for all. */
  readonly search: string;
  /** Left out or null: failed, active, waiting, paused, done, each in their turn. */
  readonly sort?: JobSort | null | undefined;
}

/** A row of a list: its file, and where that stood. `id` is null where the row has not been loaded. */
export interface JobPlace {
  readonly id: number | null;
  readonly index: number;
}

/** The files of a list between two of its rows, both included. */
export interface JobRange extends JobListing {
  readonly from: JobPlace;
  readonly to: JobPlace;
}

/** What a range came to when it was resolved: its files, and the ids of its two ends, or null if there are none. */
export interface JobSpan {
  readonly ids: Uint32Array;
  readonly from: number | null;
  readonly to: number | null;
}

/** A part of the queue's list. */
export interface JobQuery extends JobListing {
  readonly offset: number;
  readonly limit: number;
}
