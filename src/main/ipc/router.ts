import type { z } from 'zod';
import type { Log } from '#main/system/log/log.ts';
import type { Redactor } from '#main/system/log/redact.ts';
import { AppError, errorCode } from '#shared/errors/app-error.ts';
import type { AppContract } from '#shared/ipc/contract.ts';
import type { Handlers } from '#shared/rpc/channel.ts';
import { CALLS } from '#shared/calls/declarations.ts';

export interface RouterDeps {
  readonly log: Log;
  readonly redactor: Redactor;
}

type AnyHandler = (input: unknown) => Promise<unknown>;

/**
 * The app's handlers behind their schemas: each input is parsed before a handler sees it, and each output is cut to the
 * members that its schema names. Errors leave as AppError without cause, and with every known secret removed from their
 * message. Unexpected errors go to the log.
 */
export function createRouter(
  handlers: Handlers<AppContract>,
  { log, redactor }: RouterDeps,
): Handlers<AppContract> {
  const guarded = Object.entries(handlers).map(([name, handler]) => {
    const { input, output } = CALLS[name as keyof typeof CALLS];
    const call: AnyHandler = async (given) => {
      const parsed = input.safeParse(given);
      if (!parsed.success) throw badInput(name, parsed.error);
      const begunMs = performance.now();
      try {
        const answer = await (handler as AnyHandler)(parsed.data);
        const checked = output.safeParse(answer);
        if (checked.success) {
          log.debug(`${name}: answered after ${Math.round(performance.now() - begunMs)} ms`);
          return checked.data;
        }
        log.error(`The answer to ${name} does not match its schema: ${faultsOf(checked.error)}`);
        throw new AppError('api', 'Something unexpected went wrong. The log has the details.');
      } catch (error) {
        throw clean(name, error, log, redactor);
      }
    };
    return [name, call] as const;
  });
  return Object.fromEntries(guarded) as unknown as Handlers<AppContract>;
}

function badInput(name: string, error: z.ZodError): AppError {
  return new AppError('bad-usage', `Invalid request ${name}: ${faultsOf(error)}.`);
}

const FAULTS: Readonly<Record<string, string>> = {
  too_big: 'is too long or too large',
  too_small: 'is too short or too small',
  invalid_type: 'has the wrong type',
};

/** Names the members, never their values. */
function faultsOf({ issues }: z.ZodError): string {
  return issues
    .map(({ path, code }) => `${path.join('.') || 'the input'} ${FAULTS[code] ?? 'is invalid'}`)
    .join(', ');
}

function clean(name: string, error: unknown, log: Log, redactor: Redactor): AppError {
  const words = error instanceof Error ? error.message : String(error);
  if (error instanceof AppError) {
    const { retryAfterMs, field } = error;
    log.info(`${name}: ${error.code}: ${words}`);
    return new AppError(errorCode(error), redactor.apply(words), {
      ...(retryAfterMs === null ? {} : { retryAfterMs }),
      ...(field === null ? {} : { field }),
    });
  }
  log.error(`${name}: ${error instanceof Error ? (error.stack ?? words) : words}`);
  return new AppError('api', `Something unexpected went wrong: ${redactor.apply(words)}`);
}
