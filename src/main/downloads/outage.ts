import { isOutage } from '#shared/downloads/retry-policy.ts';
import type { ErrorCode } from '#shared/errors/app-error.ts';

/** The longest rest; the first is a second, each further one twice as long. */
const LONGEST_REST_MS = 60_000;

/**
 * Tells "Dropbox can't be reached" from "this file is in trouble": when several files in a row failed on the way
 * and none came through, it isn't the files. The queue then rests, and the failures cost no file an attempt.
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
  failed(jobId: number, code: ErrorCode, parallel: number): boolean {
    if (!isOutage(code)) {
      // Dropbox answered, so the way to it is open.
      this.succeeded();
      return false;
    }
    this.#files.add(jobId);
    return this.#files.size >= Math.max(3, parallel);
  }

  /** How long to rest now, in milliseconds. */
  nextRestMs(): number {
    const restMs = Math.min(LONGEST_REST_MS, 1_000 * 2 ** this.#rests);
    this.#rests += 1;
    return restMs;
  }
}
