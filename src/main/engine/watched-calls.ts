import { isOfStore, stateError } from '#main/system/disk/state-error.ts';
import type { Contract } from '#shared/rpc/channel.ts';
import type { HandlersOf } from './contract/part.ts';

export interface WatchedCallsDeps {
  /** Contains the promise of each call until it settles. */
  readonly active: Set<Promise<unknown>>;
  /** The program's own folder, for messages. */
  readonly home: string;
  readonly trace: (line: string) => void;
}

/** The same handlers, with errors of SQLite in words and stacks in the trace. */
export function watchedCalls<Calls extends Contract['calls']>(
  handlers: HandlersOf<Calls>,
  { active, home, trace }: WatchedCallsDeps,
): HandlersOf<Calls> {
  const watched = Object.entries(handlers).map(([name, handle]) => [
    name,
    (input: never) => {
      const call: Promise<unknown> = handle(input)
        .catch((error: unknown) => {
          // The channel carries only the message of an error, so the stack goes to the trace.
          trace(`Engine call ${name} failed: ${withCauses(error)}`);
          throw inWords(error, home);
        })
        .finally(() => active.delete(call));
      active.add(call);
      return call;
    },
  ]);
  return Object.fromEntries(watched) as HandlersOf<Calls>;
}

/** An error of SQLite as an AppError, if the disk of the state folder caused it; other errors unchanged. */
export function inWords(error: unknown, home: string): unknown {
  return (isOfStore(error) ? stateError(error, home) : null) ?? error;
}

/** An error's stack with the stacks of its causes. */
function withCauses(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const stack = error.stack ?? error.message;
  return error.cause === undefined ? stack : `${stack}\ncaused by ${withCauses(error.cause)}`;
}
