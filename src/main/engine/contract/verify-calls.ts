import type { WantedFile } from '#shared/downloads/job.ts';
import type {
  CheckedFile,
  VerifyResult,
  ResultCounts,
  VerifyProgress,
} from '#shared/library/verify-result.ts';

/** Which files to verify, and how. */
export interface VerifyInput {
  readonly outputFolder: string;
  readonly scope:
    | {
        readonly kind: 'files';
        readonly files: readonly WantedFile[];
        /**
         * Also report files on disk that are not among the `known` paths: directly in `folders`, or everywhere except
         * in `except` if `folders` is null. Null reports none.
         */
        readonly foreign: {
          readonly known: readonly string[];
          readonly folders: readonly string[] | null;
          readonly except: readonly string[];
        } | null;
      }
    /** Rows of the latest listing, one bit each; null for all rows and for foreign files, too. */
    | {
        readonly kind: 'listing';
        readonly catalogueId: number;
        readonly words: Uint32Array | null;
      };
  /** Which absent files count as missing: all of them, or only those downloaded here before. */
  readonly missing: 'all' | 'downloaded';
  /** Also compute SHA-256, for a manifest. */
  readonly withSha256: boolean;
  /** Merge into the latest results, replacing those of files verified again, instead of starting over. */
  readonly again?: boolean;
}

export interface VerifySummary {
  readonly counts: ResultCounts;
  /** Milliseconds since 1970. */
  readonly checkedAtMs: number;
  readonly seconds: number;
  readonly hasSha256: boolean;
  /** A sentence for the user about records that could not be read; else null. */
  readonly trouble: string | null;
}

/** Selects a slice of the latest results. */
export interface CheckedQuery {
  readonly results: readonly VerifyResult[];
  readonly offset: number;
  /** -1 for all. */
  readonly limit: number;
}

/** A slice of the latest results. */
export interface CheckedPage {
  readonly total: number;
  readonly rows: readonly CheckedFile[];
}

/** Calls that verify files on disk. */
export type VerifyCalls = {
  /** Reads files and compares them with the listing; downloads nothing. Throws `in-use` while another run is active. */
  readonly verify: { readonly input: VerifyInput; readonly output: VerifySummary };
  /** The latest results, in the listing's order. */
  readonly checked: { readonly input: CheckedQuery; readonly output: CheckedPage };
  /** The latest results for other programs: in the format of `sha256sum`, and as CSV. */
  readonly manifest: {
    readonly input: null;
    readonly output: { readonly sums: string; readonly table: string };
  };
  /** Stops the active run. */
  readonly stopVerify: { readonly input: null; readonly output: null };
  /** Sets whether the machine runs on battery, for hosts that know; verification then uses fewer cores. */
  readonly setOnBattery: {
    readonly input: { readonly onBattery: boolean };
    readonly output: null;
  };
};

export type VerifyEvents = {
  /** At most ten per second. */
  readonly verify: VerifyProgress;
};
