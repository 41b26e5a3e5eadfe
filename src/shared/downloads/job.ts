import type { Checksum } from '#shared/catalogue/checksum.ts';
import type { ErrorCode } from '#shared/errors/app-error.ts';

export type { Checksum } from '#shared/catalogue/checksum.ts';

/**
 * Where a file of the queue stands. `active` and `verifying` are never stored: a crash leaves such a file
 * `queued`, so nothing has to be repaired at the next start and a quit costs no attempt.
 */
export type JobState =
  | 'queued'
  | 'active'
  | 'verifying'
  | 'paused'
  | 'waiting-for-auth'
  | 'done'
  | 'failed';

/** How sure we are of a file on disk. Without a hash to compare with it is `size-only`, never `verified`. */
export type Assurance = 'verified' | 'size-only';

/** Whether a finished file was fetched now, or was there already and proved good. */
export type Outcome = 'fetched' | 'kept';

/** Why a file failed: `message` is for people, `code` for the retry policy. */
export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
}

/** What the queue is asked to bring: one file of the survey with all that is known to check it by. */
export interface WantedFile {
  /** From the shared folder's root, with a leading `/`. */
  readonly path: string;
  /** Bytes. */
  readonly size: number | null;
  readonly rev: string | null;
  /** Dropbox's content_hash, lower-case hex. */
  readonly contentHash: string | null;
  readonly checksum: Checksum | null;
}

/** A file of the queue with its state. */
export interface Job extends WantedFile {
  readonly id: number;
  readonly state: JobState;
  /** Failed tries so far. */
  readonly attempts: number;
  /** Milliseconds since 1970: not before then. 0 is at once. */
  readonly retryAtMs: number;
  readonly failure: Failure | null;
  readonly assurance: Assurance | null;
  readonly outcome: Outcome | null;
  /** The content_hash that a complete download had in place of the listed one; twice the same settles whose fault it is. */
  readonly wrongHash: string | null;
}

/** A state, or the files that are done without a hash to have checked them by. */
export type JobFilter = 'all' | JobState | 'size-only';

/**
 * Which jobs a command is for: some, all in a state, or all that a list holds when the command arrives, without
 * `except`. Ids are 32-bit integers, however many there are.
 */
export type JobTarget =
  | { readonly kind: 'ids'; readonly ids: Uint32Array }
  | { readonly kind: 'state'; readonly state: JobState | 'all' }
  | {
      readonly kind: 'list';
      readonly filter: JobFilter;
      /** A part of the path, in any case; empty for all. */
      readonly search: string;
      readonly except: Uint32Array;
    };
