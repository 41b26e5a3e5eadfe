import { isOutage } from './retry-policy.ts';
import type { AppError } from '#shared/errors/app-error.ts';

/** The longest rest; the first is a second, each further one twice as long. */
const MAX_REST_MS = 60_000;

/** Codes of Node and undici for a connection that was never established. */
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
 * Distinguishes an outage from trouble with one file. It is an outage if no connection could be established, or if
 * several files in a row failed in transfer and none succeeded. The queue then backs off, and these failures cost no
 * file an attempt.
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
