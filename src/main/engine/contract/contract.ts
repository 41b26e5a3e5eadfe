import type { Contract, Handlers } from '#shared/rpc/channel.ts';
import type { DropboxCalls, DropboxEvents } from './dropbox-calls.ts';
import type { FileStateCalls } from './file-state-calls.ts';
import type { JobCalls } from './job-calls.ts';
import type { ListingCalls } from './listing-calls.ts';
import type { QueueCalls, QueueEvents } from './queue-calls.ts';
import type { VerifyCalls, VerifyEvents } from './verify-calls.ts';

/** Where the engine keeps its state. */
export interface EngineFolders {
  readonly home: string;
  /** Listings are numbered from here, so that none gets the number of an earlier thread's listing. @default 0 */
  readonly listingsAfter?: number;
}

/** Calls that concern the engine as a whole. */
type LifeCalls = {
  /** Sets whether the engine emits `trace`. */
  readonly setTracing: { readonly input: { readonly on: boolean }; readonly output: null };
  /** Stops all work cleanly; answers when all writes have ended. */
  readonly pause: { readonly input: null; readonly output: null };
  /** Writes pending state, releases the output folder, and ends. */
  readonly close: { readonly input: null; readonly output: null };
};

type LifeEvents = {
  /** A line for developers: a call to Dropbox, or an error with its stack. Contains no link or password. */
  readonly trace: { readonly line: string };
};

/**
 * The engine behind its thread: Dropbox, the queue and the disk. Every host talks to it through this contract, so that
 * neither a window nor a terminal waits for a hash or a disk.
 */
export interface EngineContract {
  readonly calls: DropboxCalls &
    FileStateCalls &
    ListingCalls &
    QueueCalls &
    JobCalls &
    VerifyCalls &
    LifeCalls;
  readonly events: DropboxEvents & QueueEvents & VerifyEvents & LifeEvents;
}

/** Sends an event to the host that started the engine. */
export type EmitEvent = <K extends keyof EngineContract['events']>(
  name: K,
  payload: EngineContract['events'][K],
) => void;

/** Handlers for a part of the contract's calls. */
export type HandlersOf<Calls extends Contract['calls']> = Handlers<{
  calls: Calls;
  events: Readonly<Record<string, unknown>>;
}>;
