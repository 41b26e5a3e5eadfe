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
 * The app's handlers behind their schemas: an input is parsed before it is believed, and an output is cut to what the
 * contract names before it leaves. Errors leave as AppError without cause, with every known secret taken out of their
 * words; what nobody expected goes to the log.
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
        // The issues name members, never their values.
        log.error(`${name} answered against its contract: ${placesOf(checked.error)}`);
        throw new AppError('api', 'Something unexpected went wrong. The log has the details.');
      } catch (error) {
        throw told(name, error, log, redactor);
      }
    };
    return [name, call] as const;
  });
  return Object.fromEntries(guarded) as unknown as Handlers<AppContract>;
}

function badInput(name: string, error: z.ZodError): AppError {
  return new AppError(
    'bad-usage',
    `${name} was asked for in a way that can't be right: ${placesOf(error)}.`,
  );
}

function placesOf({ issues }: z.ZodError): string {
  return issues.map(({ path, code }) => `${path.join('.') || 'the whole'} (${code})`).join(', ');
}

function told(name: string, error: unknown, log: Log, redactor: Redactor): AppError {
  const words = error instanceof Error ? error.message : String(error);
  if (error instanceof AppError) {
    const { retryAfterMs } = error;
    log.info(`${name}: ${error.code}: ${words}`);
    const wait = retryAfterMs === null ? {} : { retryAfterMs };
    return new AppError(errorCode(error), redactor.apply(words), wait);
  }
  log.error(`${name}: ${error instanceof Error ? (error.stack ?? words) : words}`);
  return new AppError('api', `Something unexpected went wrong: ${redactor.apply(words)}`);
}
