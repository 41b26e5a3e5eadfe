import type { WantedFile } from '#shared/downloads/job.ts';
import type { FileEvent, QueueSnapshot } from '#shared/downloads/snapshot.ts';

export interface DownloadOptions {
  /** Files downloading at once. */
  readonly parallel: number;
  /** Retries allowed per file. */
  readonly maxRetries: number;
  readonly overwrite: boolean;
  /** Backoffs in a row after which an outage ends the run; null to wait forever. */
  readonly maxBackoffs: number | null;
  /** Use several connections for a large file while download slots are idle. @default true */
  readonly splitLarge?: boolean;
  /** Bytes per second for all files together. @default null, no limit */
  readonly speedLimit?: number | null;
  /** Bytes per day of this machine's calendar. @default null, no limit */
  readonly dailyLimit?: number | null;
}

/** Calls that open, run and close the queue of an output folder. */
export type QueueCalls = {
  /**
   * Opens the queue of an output folder. With `holdsFolder`, the engine keeps the folder's lock until the queue is
   * closed, and throws `in-use` if another program holds it, after up to 30 s. Without it, the engine locks the folder
   * only while a call changes the queue and while downloads run. Those calls throw `in-use`, except `start`, which
   * waits and reports the reason.
   */
  readonly openQueue: {
    readonly input: {
      readonly outputFolder: string;
      readonly options: DownloadOptions;
      readonly holdsFolder?: boolean;
    };
    /** `notice` is a sentence for the user about a damaged queue; null if all is well. */
    readonly output: { readonly notice: string | null };
  };
  /** Makes `files` the queue's work. If the flag is set, files that were verified earlier are read again. */
  readonly want: {
    readonly input: { readonly files: readonly WantedFile[]; readonly readAgain?: boolean };
    readonly output: null;
  };
  /** Bytes that `files` still need on the queue's disk, and free bytes there; null if the disk does not report them. */
  readonly space: {
    readonly input: { readonly files: readonly WantedFile[] };
    readonly output: { readonly neededBytes: number; readonly freeBytes: number | null };
  };
  /** Runs the queue; answers when nothing can continue by itself. */
  readonly run: { readonly input: null; readonly output: QueueSnapshot };
  /** Appends files to the queue; a running queue starts on them. The flag means the same as in `want`. */
  readonly add: {
    readonly input: { readonly files: readonly WantedFile[]; readonly readAgain?: boolean };
    readonly output: null;
  };
  /**
   * Starts, or continues after a pause or an error. Answers at once; events report the rest. If another program works
   * in the output folder, downloads start when that program is done. With `resumesPaused`, paused files start, too.
   */
  readonly start: {
    readonly input: { readonly resumesPaused: boolean } | null;
    readonly output: null;
  };
  /** Pauses downloads and nothing else; answers when all writes have ended. */
  readonly pauseQueue: { readonly input: null; readonly output: null };
  /** Pauses downloads and releases the output folder. */
  readonly closeQueue: { readonly input: null; readonly output: null };
  readonly setOptions: { readonly input: DownloadOptions; readonly output: null };
  /** The current snapshot of the queue; null if no queue is open. */
  readonly snapshot: { readonly input: null; readonly output: QueueSnapshot | null };
};

export type QueueEvents = {
  /** At most ten per second. */
  readonly snapshot: QueueSnapshot;
  /** Events of files below an output folder. All events of a queue arrive before `closeQueue` answers. */
  readonly files: { readonly outputFolder: string; readonly events: readonly FileEvent[] };
  /** The output folder contains the lock of another program; the engine watches it for up to 30 s. */
  readonly watchingLock: { readonly message: string };
  /** The bytes of the day are used up and the queue is paused; downloads may continue at this time. */
  readonly budget: { readonly usedUpUntilMs: number };
};
