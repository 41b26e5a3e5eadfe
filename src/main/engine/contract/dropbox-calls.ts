import type { ListedFile } from '#shared/catalogue/listed-file.ts';
import type { Failure } from '#shared/downloads/job.ts';
import type { Credentials } from '#shared/dropbox/credentials.ts';

/** Everything needed to open the survey's shared folder. Secrets: they stay in this process's memory. */
export interface ConnectInput {
  readonly credentials: Credentials;
  /** The value of `VAST_DROPBOX_ENDPOINT`, or the demo's address; null for Dropbox itself. */
  readonly endpoint: string | null;
  /** The system's proxy, `http://host:port`; proxies named in the environment take precedence. @default none */
  readonly systemProxy?: string | null;
}

export interface CrawlProgress {
  readonly foldersDone: number;
  readonly foldersFound: number;
  readonly filesFound: number;
}

/** Calls that talk to Dropbox, files aside. */
export type DropboxCalls = {
  /** Opens the shared link with one call, before anything else. Replaces an earlier connection. */
  readonly connect: { readonly input: ConnectInput; readonly output: { readonly name: string } };
  /**
   * Lists everything below `root` (`''` is the whole shared folder), each page of each folder once. LEGACY is left
   * out unless `includeLegacy` is set or the root lies in it.
   */
  readonly crawl: {
    readonly input: { readonly root: string; readonly includeLegacy: boolean };
    readonly output: {
      readonly files: readonly ListedFile[];
      readonly problems: readonly string[];
    };
  };
  /** Lists these remote folders only, without their subfolders' contents. */
  readonly listFolders: {
    readonly input: { readonly folders: readonly string[] };
    readonly output: {
      readonly files: readonly ListedFile[];
      /** Their subfolders. */
      readonly folders: readonly string[];
      /** Requested folders that do not exist. */
      readonly missing: readonly string[];
      /** Entries that exist but cannot be downloaded; sentences for the user. */
      readonly problems: readonly string[];
      /** Those of these entries that can only be viewed on Dropbox's web site, by path. */
      readonly viewOnly: readonly string[];
    };
  };
  /** Stops connecting, a crawl or a scan of the output folder; downloads and verification continue. */
  readonly stopWork: { readonly input: null; readonly output: null };
  /** Disconnects from Dropbox. The caller pauses downloads first. */
  readonly disconnect: { readonly input: null; readonly output: null };
};

export type DropboxEvents = {
  readonly crawl: CrawlProgress;
  /** Dropbox asked for a pause, stopped all calls, or accepts calls again. */
  readonly dropbox: { readonly waitingUntilMs: number | null; readonly stopped: Failure | null };
};
