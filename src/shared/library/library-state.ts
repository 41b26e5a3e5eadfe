import type { Assurance, Failure } from '#shared/downloads/job.ts';
import type { NotableResult, ResultCounts, VerifyProgress } from './verify-result.ts';

/** What is checked: everything of the listing that is or was on disk, or a selection of files. */
export type LibraryScope = 'everything' | 'selection';

/** What the app knows of the files on this disk. */
export type LibraryState =
  | { readonly kind: 'unchecked'; readonly problem: Failure | null }
  | {
      readonly kind: 'checking';
      readonly scope: LibraryScope;
      /** Null until the files have been counted. */
      readonly progress: VerifyProgress | null;
    }
  | {
      readonly kind: 'checked';
      readonly scope: LibraryScope;
      readonly outputFolder: string;
      readonly counts: ResultCounts;
      /** Milliseconds since 1970. */
      readonly checkedAtMs: number;
      readonly seconds: number;
      /** Whether there is a SHA-256 of each file, as a manifest needs it. */
      readonly hasSha256: boolean;
      /** A sentence about what could not be looked into; null where nothing was amiss. */
      readonly trouble: string | null;
      /** Files that can be fetched again: damaged and missing ones. */
      readonly repairable: number;
      /** Whether some of these are in the queue, and have neither come nor failed. */
      readonly isRepairing: boolean;
      /** Files that were fetched again since. `counts` has them by what they are now. */
      readonly repaired: RepairedCounts;
    };

/** Files that are good again, by what they were found to be. */
export interface RepairedCounts {
  readonly damaged: number;
  readonly missing: number;
}

/** A file that was fetched again since the check, and compared as every download. */
export interface Repaired {
  /** Bytes on disk since then. */
  readonly size: number | null;
  /** Milliseconds since 1970. */
  readonly atMs: number;
  readonly assurance: Assurance;
}

/** A file that somebody may want to do something about. */
export interface NotableFile {
  readonly path: string;
  readonly result: NotableResult;
  readonly why: string | null;
  /** Bytes on disk, also after a repair; null where it isn't there or wasn't looked at. */
  readonly size: number | null;
  /** Null where it is as it was found. */
  readonly repaired: Repaired | null;
}

/** A part of the notable files of the last check, in the listing's order. */
export interface NotableQuery {
  /** Null for all; a result stands for the files that were not repaired since. */
  readonly result: NotableResult | 'repaired' | null;
  readonly offset: number;
  readonly limit: number;
}

export interface NotablePage {
  readonly total: number;
  readonly rows: readonly NotableFile[];
}
