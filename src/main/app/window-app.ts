import type { AppContract } from '#shared/ipc/contract.ts';
import type { Pipe } from '#shared/rpc/channel.ts';

/** What a host lends the app: everything that is done differently in a window and in a browser's page. */
export interface HostAbilities {
  readonly kind: 'desktop' | 'browser';
  /** What runs it: `Electron 45.4.1`, `Node 24.21.0`. */
  readonly runtime: string;
  /** The words that run the command `vast-pilot` on this machine. */
  readonly commandWords: readonly string[];
  /** Opens an address in the user's own browser. Throws AppError where it is not on the host's list, or can't. */
  openExternal(url: string): Promise<void>;
  /** Shows a file of this machine in its folder. Throws AppError where the host can't. */
  showFile(file: string): Promise<void>;
  /** Opens a folder of this machine in the file manager. Throws AppError where the host can't. */
  showFolder(folder: string): Promise<void>;
  /** Asks for a folder; null where it was cancelled, or the host has no way to ask. */
  chooseFolder(start: string): Promise<string | null>;
  /** Saves a text where the user says; false where it was cancelled, or the host has no way to ask. */
  saveText(suggestedName: string, text: string): Promise<boolean>;
  /** The same for a file that is no text. */
  saveBytes(suggestedName: string, bytes: Uint8Array): Promise<boolean>;
  /** A page has loaded and listens for every event. */
  pageIsReady(): void;
  /** The proxy that the system has set for Dropbox, `http://host:port`; null where there is none. */
  systemProxy(): Promise<string | null>;
}

type Events = AppContract['events'];

/** An event with its payload, as hosts hear it. */
export type AppEvent = {
  readonly [K in keyof Events]: { readonly name: K; readonly payload: Events[K] };
}[keyof Events];

/** The app behind a window or a page. */
export interface WindowApp {
  /**
   * Serves one client: its calls are parsed before they are believed, and answers before they leave. Events go to
   * every client. @returns what ends it
   */
  attach(pipe: Pipe): () => void;
  /** Hears every event that clients hear: for dock, notifications, power. @returns what ends it */
  onEvent(listener: (event: AppEvent) => void): () => void;
  /** Sends an event from the host: a menu entry, a text that was opened through the system. */
  emit<K extends keyof Events>(name: K, payload: Events[K]): void;
  /** Pauses all downloads, for a suspended machine or an app that quits; finished blocks are kept. */
  pauseAll(): Promise<void>;
  /** Goes on with what {@link WindowApp.pauseAll} of this session paused; nothing if the user had paused before. */
  resumeAll(): Promise<void>;
  /** Tells whether the machine runs on its battery: checks of files then use fewer cores. */
  setOnBattery(onBattery: boolean): void;
  /** The log of this run. */
  readonly logFile: string;
  /** Stops everything cleanly; what is queued goes on at the next start. */
  close(): Promise<void>;
}

/** Files of code that run in threads of their own, where a bundle has put them. */
export interface WorkerFiles {
  readonly engine?: URL;
  readonly demo?: URL;
}

export interface WindowAppOptions {
  readonly host: HostAbilities;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** As `process.platform`. */
  readonly platform: string;
  readonly version: string;
  readonly workers: WorkerFiles;
}
