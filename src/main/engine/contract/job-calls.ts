import type { Job, JobState, JobTarget } from '#shared/downloads/job.ts';
import type { JobQuery, JobRange, JobRow, JobSpan } from '#shared/downloads/job-row.ts';

/** Calls that read and change the jobs of the open queue. */
export type JobCalls = {
  readonly page: {
    readonly input: JobQuery;
    readonly output: { readonly total: number; readonly rows: readonly JobRow[] };
  };
  /** Jobs in one state, at most `limit`. */
  readonly jobs: {
    readonly input: { readonly state: JobState; readonly limit: number };
    readonly output: readonly Job[];
  };
  /** The final path of a job's file on disk. Throws `bad-usage` for an unknown job. */
  readonly fileOf: { readonly input: { readonly id: number }; readonly output: string };
  /** The result of each file, as text to save. */
  readonly report: { readonly input: null; readonly output: string };
  readonly pauseJobs: { readonly input: JobTarget; readonly output: null };
  /** Returns paused or failed files to the queue, with their attempts reset. */
  readonly resumeJobs: {
    readonly input: { readonly target: JobTarget; readonly from: 'paused' | 'failed' };
    readonly output: null;
  };
  /** Removes files from the queue; files on disk stay. `restoreJobs` restores the last few batches. */
  readonly removeJobs: {
    readonly input: JobTarget;
    readonly output: { readonly removed: number; readonly token: string };
  };
  /** Restores a removed batch. Throws `bad-usage` if it was removed too long ago. */
  readonly restoreJobs: { readonly input: { readonly token: string }; readonly output: null };
  readonly reorderJobs: {
    readonly input: { readonly target: JobTarget; readonly beforeId: number | null };
    readonly output: null;
  };
  /** The files of a list between two of its rows. */
  readonly jobsBetween: { readonly input: JobRange; readonly output: JobSpan };
  readonly countJobs: { readonly input: JobTarget; readonly output: { readonly files: number } };
  /** Paths in queue order. */
  readonly pathsOfJobs: {
    readonly input: JobTarget;
    readonly output: { readonly paths: readonly string[] };
  };
};
