import type { Catalogue } from '#shared/catalogue/catalogue.ts';
import type { FieldEpochs } from '#shared/catalogue/field-epochs.ts';
import type { JobTarget } from '#shared/downloads/job.ts';
import type { JobQuery, JobRange, JobRow } from '#shared/downloads/job-row.ts';
import type { QueueSnapshot } from '#shared/downloads/snapshot.ts';
import type { LibraryState, NotablePage, NotableQuery } from '#shared/library/library-state.ts';
import type { ConnectionProblem, ConnectionState, ConnectionStep } from './connection-state.ts';
import type { ShowCommand } from './views.ts';

/** State that main owns and the renderer mirrors. Of two, the greater revision is the newer. */
export interface Versioned<T> {
  readonly revision: number;
  readonly value: T;
}

export interface AppInfo {
  /** Another one with each start of main: then revisions begin again, and nothing of before is known. */
  readonly serverId: string;
  readonly version: string;
  readonly host: 'desktop' | 'browser';
  /** As `process.platform`. */
  readonly platform: string;
  /** What runs it: `Electron 45.4.1`, `Node 24.21.0`. */
  readonly runtime: string;
  /** Whether a keychain answers; without one, credentials last for this session. */
  readonly keychain: boolean;
  readonly outputFolderHint: string;
  /** What was wrong with files of the program's own at the start; sentences for the user. */
  readonly notices: readonly string[];
}

export type Theme = 'system' | 'light' | 'dark';

export interface Settings {
  readonly outputFolder: string;
  /** Files downloaded at the same time, 1 to 32. */
  readonly parallel: number;
  readonly maxRetries: number;
  /** Whether a large file comes over several connections while places are free. */
  readonly splitLarge: boolean;
  /** Bytes a second; null for no limit. */
  readonly speedLimit: number | null;
  /** Bytes a day; null for no limit. */
  readonly dailyLimit: number | null;
  readonly overwrite: boolean;
  readonly theme: Theme;
  /** The Dropbox app key for signing in; empty where none is set. */
  readonly appKey: string;
  /** Whether this program's addresses are registered for the app key, so that the browser may come back by itself. */
  readonly signInComesBack: boolean;
  readonly logLevel: 'info' | 'debug';
  readonly compactRows: boolean;
}

/** Where the listing that is browsed comes from. */
export interface ListingInfo {
  readonly source: 'builtin' | 'crawled' | 'imported' | 'demo';
  /** Of the catalogue that this is about. Where it is another one than before, the catalogue is to be got anew. */
  readonly catalogueRevision: number;
  /** Milliseconds since 1970; of the built-in listing its own day. */
  readonly listedAtMs: number;
  readonly files: number;
  /** A crawl that is under way; null if none is. */
  readonly crawl: {
    readonly foldersDone: number;
    readonly foldersFound: number;
    readonly filesFound: number;
  } | null;
  /** Why the last crawl ended without a listing; left out where it did not, or another one has begun. */
  readonly problem?: ConnectionProblem | undefined;
}

/** Files of one catalogue, as a bitset over its rows. */
export interface Selection {
  /** The catalogue's revision: rows of another one would mean other files. */
  readonly catalogueRevision: number;
  /** One bit a row, 32 a word, lowest first. */
  readonly words: Uint32Array;
}

export interface PlanSummary {
  readonly files: number;
  /** Of the files whose size is known. */
  readonly bytes: number;
  /** Files of unknown size, and what they are thought to have in all (from files of the same kind). */
  readonly unknownFiles: number;
  readonly estimatedBytes: number | null;
  /** Files that are on disk already, with the listed size. */
  readonly filesOnDisk: number;
  /** Free on the disk of the output folder; null where it can't be told. */
  readonly freeBytes: number | null;
  /** The command that does the same. `exact` is false where it needs a list of files beside it. */
  readonly command: string;
  readonly commandNeedsList: boolean;
}

/** What a dropped or chosen text turned out to be. */
export type ParsedInput =
  | {
      readonly kind: 'fields';
      /** Of the table that names them; null for names without a table. */
      readonly column: string | null;
      readonly fields: readonly string[];
      /** Of these fields, the epochs that the table names and the listing has; null where it names no epochs. */
      readonly epochs: readonly FieldEpochs[] | null;
      readonly unknown: readonly string[];
      readonly warnings: readonly string[];
    }
  | {
      readonly kind: 'files';
      /** Rows of the catalogue. */
      readonly selection: Selection;
      readonly unknown: readonly string[];
      readonly warnings: readonly string[];
    }
  | {
      readonly kind: 'config';
      /** What the user should know before anything is sent. */
      readonly warnings: readonly string[];
    };

export interface NamedSelection {
  readonly name: string;
  readonly files: number;
  readonly savedAtMs: number;
}

export interface FolderListing {
  readonly path: string;
  readonly parent: string | null;
  readonly folders: readonly string[];
  readonly freeBytes: number | null;
  readonly writable: boolean;
}

interface Call<Input, Output> {
  readonly input: Input;
  readonly output: Output;
}

/**
 * Everything the renderer can ask of main, and everything main tells it. `null` inputs and outputs are calls
 * without. Errors arrive as AppError. No output and no event holds a secret.
 */
export interface AppContract {
  readonly calls: {
    readonly 'app.info': Call<null, AppInfo>;
    /** The page listens for every event: from now on nothing that is sent to it is lost. */
    readonly 'app.ready': Call<null, null>;
    readonly 'app.openExternal': Call<{ readonly url: string }, null>;
    readonly 'app.showLog': Call<null, null>;
    /** Starts the engine again after its thread died, and goes on where it was. Does nothing while it runs. */
    readonly 'app.restartEngine': Call<null, null>;

    readonly 'connection.get': Call<null, Versioned<ConnectionState>>;
    /**
     * With the link, its password and a token from the app console. A field that is empty means what is `kept`.
     * Answers when connected; else rejects.
     */
    readonly 'connection.connect': Call<
      {
        readonly sharedUrl: string;
        readonly password: string;
        readonly accessToken: string;
        readonly remember: boolean;
      },
      null
    >;
    /** With the text of a `dropbox.cfg`. */
    readonly 'connection.connectWithConfig': Call<
      { readonly text: string; readonly remember: boolean },
      { readonly warnings: readonly string[] }
    >;
    /** Opens Dropbox's sign-in in the user's browser. */
    readonly 'connection.signIn': Call<
      { readonly sharedUrl: string; readonly password: string; readonly remember: boolean },
      null
    >;
    readonly 'connection.finishSignIn': Call<{ readonly code: string }, null>;
    /** Connects again with all of what was used last, or with the remembered account that was refused. */
    readonly 'connection.retry': Call<null, null>;
    /**
     * The files still to come whose download a step would end, 0 where it ends none; and whether they are being
     * fetched, or wait.
     */
    readonly 'connection.wouldEnd': Call<
      ConnectionStep,
      { readonly files: number; readonly isFetching: boolean }
    >;
    readonly 'connection.cancel': Call<null, null>;
    readonly 'connection.tryDemo': Call<null, null>;
    /** Shows the built-in listing. A connection and its downloads go on beside it. */
    readonly 'connection.justBrowse': Call<null, null>;
    readonly 'connection.disconnect': Call<null, null>;
    /** Takes the credentials out of the keychain, and disconnects. Rejects where the keychain keeps them. */
    readonly 'connection.forget': Call<null, null>;

    readonly 'catalogue.get': Call<null, Versioned<Catalogue>>;
    readonly 'catalogue.info': Call<null, Versioned<ListingInfo>>;
    /** Lists the shared folder anew. Answers when done. */
    readonly 'catalogue.refresh': Call<{ readonly includeLegacy: boolean }, null>;
    readonly 'catalogue.importListing': Call<{ readonly text: string }, null>;
    readonly 'catalogue.useBuiltin': Call<null, null>;
    /** Which files are on disk with the listed size: bits over the catalogue's rows. */
    readonly 'catalogue.onDisk': Call<null, Selection>;

    readonly 'inputs.parse': Call<{ readonly name: string; readonly text: string }, ParsedInput>;
    readonly 'plan.summarize': Call<Selection, PlanSummary>;
    /** The paths, one a line, as `--dry-run` prints them. */
    readonly 'plan.list': Call<Selection, { readonly text: string }>;

    readonly 'selections.list': Call<null, readonly NamedSelection[]>;
    readonly 'selections.save': Call<
      { readonly name: string; readonly selection: Selection },
      null
    >;
    readonly 'selections.load': Call<
      { readonly name: string },
      { readonly selection: Selection; readonly missing: number }
    >;
    readonly 'selections.delete': Call<{ readonly name: string }, null>;

    /** Adds the files to the queue and starts it. Answers when they are queued. */
    readonly 'downloads.add': Call<Selection, { readonly added: number }>;
    readonly 'downloads.get': Call<null, QueueSnapshot>;
    readonly 'downloads.rows': Call<
      JobQuery,
      { readonly total: number; readonly rows: readonly JobRow[] }
    >;
    readonly 'downloads.pauseAll': Call<null, null>;
    readonly 'downloads.resumeAll': Call<null, null>;
    readonly 'downloads.pause': Call<JobTarget, null>;
    readonly 'downloads.resume': Call<JobTarget, null>;
    readonly 'downloads.retry': Call<JobTarget, null>;
    /** Takes files out of the queue; what is on disk stays. `undo` puts them back for a while. */
    readonly 'downloads.remove': Call<
      JobTarget,
      { readonly removed: number; readonly undoToken: string }
    >;
    readonly 'downloads.undoRemove': Call<{ readonly undoToken: string }, null>;
    /** Puts files before another one in their turn, or last where `beforeId` is null. */
    readonly 'downloads.reorder': Call<
      { readonly target: JobTarget; readonly beforeId: number | null },
      null
    >;
    /** The ids of the files between two rows of a list. */
    readonly 'downloads.between': Call<JobRange, { readonly ids: Uint32Array }>;
    /** How many files a target has now. */
    readonly 'downloads.count': Call<JobTarget, { readonly files: number }>;
    /** Their survey paths, in their turn. */
    readonly 'downloads.paths': Call<JobTarget, { readonly paths: readonly string[] }>;
    /** What happened, as text to save. */
    readonly 'downloads.report': Call<null, { readonly text: string }>;
    readonly 'downloads.showFile': Call<{ readonly id: number }, null>;

    readonly 'library.get': Call<null, Versioned<LibraryState>>;
    /** Begins to read what is on disk: these files, or everything where it is null. Answers when it has begun. */
    readonly 'library.verify': Call<
      { readonly selection: Selection | null; readonly withSha256: boolean },
      null
    >;
    readonly 'library.cancel': Call<null, null>;
    readonly 'library.rows': Call<NotableQuery, NotablePage>;
    /** Puts what is damaged or missing into the queue. */
    readonly 'library.mend': Call<null, { readonly added: number }>;
    /** The verified files as `sha256sum` writes them, or all that is known of what is good, as CSV. */
    readonly 'library.manifest': Call<{ readonly as: 'sums' | 'table' }, { readonly text: string }>;

    readonly 'settings.get': Call<null, Versioned<Settings>>;
    readonly 'settings.set': Call<Partial<Settings>, null>;

    /** Asks for a folder in the system's own way; null where there is none (browser host) or it was cancelled. */
    readonly 'dialogs.chooseFolder': Call<
      { readonly start: string },
      { readonly path: string | null }
    >;
    /** Folders that this user may see, for hosts without a dialog. */
    readonly 'dialogs.browseFolders': Call<{ readonly path: string }, FolderListing>;
    /** Saves a text where the user says; in a browser the renderer downloads it itself (`saved` false). */
    readonly 'dialogs.saveText': Call<
      { readonly suggestedName: string; readonly text: string },
      { readonly saved: boolean }
    >;
  };
  readonly events: {
    readonly 'connection.changed': Versioned<ConnectionState>;
    readonly 'catalogue.changed': Versioned<ListingInfo>;
    /** Rows of the present catalogue that are on disk have changed: ask again. */
    readonly 'catalogue.onDiskChanged': { readonly revision: number };
    /** At most ten a second, however many files move. */
    readonly 'downloads.changed': QueueSnapshot;
    /** At most ten a second. */
    readonly 'library.changed': Versioned<LibraryState>;
    readonly 'settings.changed': Versioned<Settings>;
    /** The user dropped or opened something through the system; the renderer deals with it as with a drop. */
    readonly 'app.openText': { readonly name: string; readonly text: string };
    /** A menu entry that belongs to the renderer. */
    readonly 'app.menu': { readonly command: MenuCommand };
  };
}

export type MenuCommand = ShowCommand | 'find' | 'open-file' | 'pause-all' | 'resume-all';
