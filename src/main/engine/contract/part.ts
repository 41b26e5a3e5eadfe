import type { Contract, Handlers } from '#shared/rpc/channel.ts';

/** Where the engine keeps its state. */
export interface EngineFolders {
  readonly home: string;
  /** Listings are numbered from here, so that none gets the number of an earlier thread's listing. @default 0 */
  readonly listingsAfter?: number;
}

/** Handlers for the calls of one part of the engine. */
export type HandlersOf<Calls extends Contract['calls']> = Handlers<{
  calls: Calls;
  events: Readonly<Record<string, unknown>>;
}>;

/** Sends a part's events to the host that started the engine. One that takes more events is one that takes fewer. */
export type Emit<Events> = (
  ...event: { [K in keyof Events]: [name: K, payload: Events[K]] }[keyof Events]
) => void;
