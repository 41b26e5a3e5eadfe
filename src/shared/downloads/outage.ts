import { isOutage } from './retry-policy.ts';
import type { AppError } from '#shared/errors/app-error.ts';

/** The longest rest; the first is a second, each further one twice as long. */
const MAX_REST_MS = 60_000;

/** What Node and undici call a connection that never came about. */
const NEVER_REACHED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/**
 * Tells "Dropbox can't be reached" from "this file is in trouble": where no connection came about it isn't the file,
 * nor where several files in a row failed on the way and none came through. The queue then rests, and the failures
 * cost no file an attempt.
 */
export class OutageWatch {
  readonly #files = new Set<number>();
  #rests = 0;

  /** Rests since anything last came through. */
  get rests(): number {
    return this.#rests;
  }

  succeeded(): void {
    this.#files.clear();
    this.#rests = 0;
  }

  /** Takes in a failure; true if it belongs to an outage. */
  failed(jobId: number, error: AppError, parallel: number): boolean {
    if (!isOutage(error.code)) {
      // Dropbox answered, or the disk did: the way is not what is in trouble.
      this.#files.clear();
      return false;
    }
    this.#files.add(jobId);
    return neverReached(error) || this.#files.size >= Math.max(3, parallel);
  }

  /** How long to rest now, in milliseconds. */
  nextRestMs(): number {
    const restMs = Math.min(MAX_REST_MS, 1_000 * 2 ** this.#rests);
    this.#rests += 1;
    return restMs;
  }
}

function neverReached(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > 4) return false;
  if ('code' in error && typeof error.code === 'string' && NEVER_REACHED.has(error.code))
    return true;
  if (error instanceof AggregateError) {
    return error.errors.some((each: unknown) => neverReached(each, depth + 1));
  }
  return neverReached(error.cause, depth + 1);
}
