import type { Catalogue } from '#shared/catalogue/catalogue.ts';
import type { ListedFile } from '#shared/catalogue/listed-file.ts';
import type { Credentials } from '#shared/dropbox/credentials.ts';
import type { Failure, Job, JobState, JobTarget, WantedFile } from '#shared/downloads/job.ts';
import type { JobQuery, JobRange, JobRow } from '#shared/downloads/job-row.ts';
import type { FileEvent, QueueSnapshot } from '#shared/downloads/snapshot.ts';
import type {
  CheckedFile,
  Verdict,
  VerdictCounts,
  VerifyProgress,
} from '#shared/library/verdict.ts';

/** What opens the survey's folder. Secrets: they live in this process's memory only. */
export interface ConnectInput {
  readonly credentials: Credentials;
  /** The value of `VAST_DROPBOX_ENDPOINT`, or the demo's address; null for Dropbox itself. */
  readonly endpoint: string | null;
  /** Where calls go through, `http://host:port`; what the environment names comes first. @default none */
  readonly systemProxy?: string | null;
}

export interface DownloadOptions {
  /** Files in transfer at once. */
  readonly parallel: number;
  /** How often a failed file is tried again. */
  readonly maxRetries: number;
  readonly overwrite: boolean;
  /** Rests in a row after which an outage ends the run; null to wait for ever. */
  readonly outagePatience: number | null;
  /** Bring a large file over several connections while places are free. @default true */
  readonly splitLarge?: boolean;
  /** Bytes a second for all files together. @default null, no limit */
  readonly speedLimit?: number | null;
  /** Bytes a day, by this machine's calendar. @default null, no limit */
  readonly dailyLimit?: number | null;
}

/** What is to be checked on disk, and how. */
export interface VerifyInput {
  readonly outputFolder: string;
  readonly scope:
    | {
        readonly kind: 'files';
        readonly files: readonly WantedFile[];
        /**
         * Also name what is on disk and not among the `known` paths: directly in these folders, or everywhere but in
         * `except` where `folders` is null. Null looks for none.
         */
        readonly foreign: {
          readonly known: readonly string[];
          readonly folders: readonly string[] | null;
          readonly except: readonly string[];
        } | null;
      }
    /** Rows of the latest listing as bits; null for all, and then also what is foreign to it. */
    | { readonly kind: 'listing'; readonly listingId: number; readonly words: Uint32Array | null };
  /** Which files that aren't there are missing: all, or those that were downloaded here before. */
  readonly missing: 'all' | 'downloaded';
  /** Compute SHA-256, too, for a manifest. */
  readonly withSha256: boolean;
  /** Adds to the last check, and replaces what is checked anew, instead of beginning a new one. */
  readonly again?: boolean;
}

export interface VerifySummary {
  readonly counts: VerdictCounts;
  /** Milliseconds since 1970. */
  readonly checkedAtMs: number;
  readonly seconds: number;
  readonly hasSha256: boolean;
  /** A sentence for the user about what could not be looked into; null where nothing was amiss. */
  readonly trouble: string | null;
}

/** A part of what the last check found. */
export interface CheckedQuery {
  readonly verdicts: readonly Verdict[];
  readonly offset: number;
  /** -1 for all. */
  readonly limit: number;
}

export interface CheckedPage {
  readonly total: number;
  readonly rows: readonly CheckedFile[];
}

export interface CrawlProgress {
  readonly foldersDone: number;
  readonly foldersFound: number;
  readonly filesFound: number;
}

/** Where a listing comes from that needs no call to Dropbox. */
export type ListingSource =
  | { readonly kind: 'builtin' }
  /** The paths of the demo survey. */
  | { readonly kind: 'demo' }
  /** As `formatListing` writes it. */
  | { readonly kind: 'text'; readonly text: string }
  /** What an earlier crawl of that link has left. */
  | { readonly kind: 'stored'; readonly linkKey: string };

export interface Listing {
  /** Of two listings the greater is the newer. */
  readonly id: number;
  readonly catalogue: Catalogue;
  /** Milliseconds since 1970. */
  readonly listedAtMs: number;
  /** What is not in it though it is there, and other sentences for the user. */
  readonly problems: readonly string[];
}

/** Where the engine keeps its state. */
export interface EngineFolders {
  readonly home: string;
  /** Listings are numbered from here on, so that none has the number of an earlier thread's. @default 0 */
  readonly listingsAfter?: number;
}

/**
 * The engine behind its thread: Dropbox, the queue and the disk. Every host speaks to it through this, so that
 * neither a window nor a terminal waits for a hash or a disk.
 */
export interface EngineContract {
  readonly calls: {
    /** Opens the link with one call, before anything else. Replaces an earlier connection. */
    readonly connect: { readonly input: ConnectInput; readonly output: { readonly name: string } };
    /**
     * Lists everything below `root` (`''` is the whole shared folder); every page of every folder once. LEGACY
     * is left out unless it is asked for or the root lies in it.
     */
    readonly crawl: {
      readonly input: { readonly root: string; readonly includeLegacy: boolean };
      readonly output: {
        readonly files: readonly ListedFile[];
        readonly problems: readonly string[];
      };
    };
    /** Lists just these folders, without what is below them. `missing` are those that are not there. */
    readonly listFolders: {
      readonly input: { readonly folders: readonly string[] };
      readonly output: {
        readonly files: readonly ListedFile[];
        /** The folders found in them. */
        readonly folders: readonly string[];
        readonly missing: readonly string[];
        /** What is there and can't be fetched; sentences for the user. */
        readonly problems: readonly string[];
      };
    };
    /** A listing as a catalogue; null where nothing is stored. Throws `bad-input` for a text that is none. */
    readonly loadListing: { readonly input: ListingSource; readonly output: Listing | null };
    /** Crawls the whole shared folder, and stores what it finds under `linkKey`; null stores nothing. */
    readonly refreshListing: {
      readonly input: { readonly linkKey: string | null; readonly includeLegacy: boolean };
      readonly output: Listing;
    };
    /** What the record of an output folder's downloads says: all folders of downloaded files, and which `paths` were. */
    readonly downloadRecord: {
      readonly input: { readonly outputFolder: string; readonly paths: readonly string[] };
      readonly output: {
        /** Survey folders: `/EPOCH01/COMBINED`. */
        readonly folders: readonly string[];
        readonly downloaded: readonly string[];
        /** A sentence where the record can't be read, or not all of it. */
        readonly trouble: string | null;
      };
    };
    /** Which files of the latest listing are below a folder with the listed size: bits over its rows. */
    readonly findOnDisk: {
      readonly input: { readonly listingId: number; readonly outputFolder: string };
      readonly output: { readonly words: Uint32Array };
    };
    /**
     * Opens the queue of an output folder. With `holdsFolder` no other program may work there until the queue is closed,
     * and `in-use` is thrown where one does, maybe after 30 s. Without, that is so only while a call changes the queue,
     * and while downloads are under way: those calls throw `in-use`, but for `start`, which waits and says so.
     */
    readonly openQueue: {
      readonly input: {
        readonly outputFolder: string;
        readonly options: DownloadOptions;
        readonly holdsFolder?: boolean;
      };
      /** `notice` is what the user has to know of a queue that was damaged; null where all is well. */
      readonly output: { readonly notice: string | null };
    };
    /** Makes `files` the queue's work. `anew` forgets that they proved good once: they are read again. */
    readonly want: {
      readonly input: { readonly files: readonly WantedFile[]; readonly anew?: boolean };
      readonly output: {
        readonly setAside: number;
        /** Bytes that these files will still take of the disk; all of theirs where there is room for all of them. */
        readonly neededBytes: number;
        /** Bytes that are free there; null where the disk does not tell. */
        readonly freeBytes: number | null;
      };
    };
    /** Works the queue off; answers when nothing can go on by itself. */
    readonly run: { readonly input: null; readonly output: QueueSnapshot };
    /** Adds files behind those that are queued; a queue that runs starts on them. */
    readonly add: {
      readonly input: { readonly files: readonly WantedFile[]; readonly anew?: boolean };
      readonly output: null;
    };
    /**
     * Starts, or goes on after a pause or a halt; answers at once, and events tell the rest. Where another program works
     * in the output folder, it starts when that one is done. With `resumesPaused`, files that are paused come, too.
     */
    readonly start: {
      readonly input: { readonly resumesPaused: boolean } | null;
      readonly output: null;
    };
    /** Stops the downloads and nothing else; answers when the disk is quiet. */
    readonly pauseQueue: { readonly input: null; readonly output: null };
    /** Stops the downloads and gives the output folder free. */
    readonly closeQueue: { readonly input: null; readonly output: null };
    readonly setOptions: { readonly input: DownloadOptions; readonly output: null };
    /** The queue now; null where none is open. */
    readonly snapshot: { readonly input: null; readonly output: QueueSnapshot | null };
    readonly page: {
      readonly input: JobQuery;
      readonly output: { readonly total: number; readonly rows: readonly JobRow[] };
    };
    /** Where the file of a job is, or will be. Throws `bad-usage` where there is no such job. */
    readonly fileOf: { readonly input: { readonly id: number }; readonly output: string };
    /** What happened to each file, as text to keep. */
    readonly report: { readonly input: null; readonly output: string };
    readonly pauseJobs: { readonly input: JobTarget; readonly output: null };
    /** Puts paused or failed files back into the queue, with no failed tries counted. */
    readonly resumeJobs: {
      readonly input: { readonly target: JobTarget; readonly from: 'paused' | 'failed' };
      readonly output: null;
    };
    /** Takes files out of the queue; what is on disk stays. `restoreJobs` puts the last few lots back. */
    readonly removeJobs: {
      readonly input: JobTarget;
      readonly output: { readonly removed: number; readonly token: string };
    };
    /** Throws `bad-usage` where that was too long ago. */
    readonly restoreJobs: { readonly input: { readonly token: string }; readonly output: null };
    readonly reorderJobs: {
      readonly input: { readonly target: JobTarget; readonly beforeId: number | null };
      readonly output: null;
    };
    /** The files of a list between two of its rows. */
    readonly jobsBetween: {
      readonly input: JobRange;
      readonly output: { readonly ids: Uint32Array };
    };
    readonly countJobs: { readonly input: JobTarget; readonly output: { readonly files: number } };
    /** In their turn. */
    readonly pathsOfJobs: {
      readonly input: JobTarget;
      readonly output: { readonly paths: readonly string[] };
    };
    /** Ends what is under way besides downloads: connecting, a crawl, a check. */
    readonly stopWork: { readonly input: null; readonly output: null };
    /** Leaves Dropbox. Downloads are to be paused before. */
    readonly disconnect: { readonly input: null; readonly output: null };
    /** Stops cleanly; answers when the disk is quiet. */
    readonly pause: { readonly input: null; readonly output: null };
    readonly jobs: {
      readonly input: { readonly state: JobState; readonly limit: number };
      readonly output: readonly Job[];
    };
    /** Reads what is on disk and compares; downloads nothing. Throws `in-use` while another check is under way. */
    readonly verify: { readonly input: VerifyInput; readonly output: VerifySummary };
    /** What the last check found, in the listing's order. */
    readonly checked: { readonly input: CheckedQuery; readonly output: CheckedPage };
    /** The last check for others: as `sha256sum` writes it, and as CSV. */
    readonly manifest: {
      readonly input: null;
      readonly output: { readonly sums: string; readonly table: string };
    };
    /** Ends the check that is under way. */
    readonly stopVerify: { readonly input: null; readonly output: null };
    /** Whether the machine runs on its battery, from a host that knows; checks then use fewer cores. */
    readonly setOnBattery: {
      readonly input: { readonly onBattery: boolean };
      readonly output: null;
    };
    /** Whether `trace` is told. */
    readonly setTracing: { readonly input: { readonly on: boolean }; readonly output: null };
    /** Writes what is to be kept, gives the output folder free, and ends. */
    readonly close: { readonly input: null; readonly output: null };
  };
  readonly events: {
    /** At most ten a second. */
    readonly snapshot: QueueSnapshot;
    /** What happened to files below an output folder. All of a queue's are told before `closeQueue` answers. */
    readonly files: { readonly outputFolder: string; readonly events: readonly FileEvent[] };
    /** Another program's lock is in the output folder, and is watched for up to 30 s. */
    readonly watchingLock: { readonly message: string };
    readonly crawl: CrawlProgress;
    /** At most ten a second. */
    readonly verify: VerifyProgress;
    /** The day's bytes are used up, and the queue is paused: nothing may come before then. */
    readonly budget: { readonly usedUpUntilMs: number };
    /** A line for developers: a call to Dropbox, or an error with where it came from. Holds no link or password. */
    readonly trace: { readonly line: string };
    /** Dropbox asked for a pause, or takes calls again. */
    readonly dropbox: { readonly waitingUntilMs: number | null; readonly stopped: Failure | null };
  };
}
