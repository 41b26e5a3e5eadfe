import type { Clock } from '#main/system/time/clock.ts';
import { type Backoff, backoffMs } from '#shared/dropbox/backoff.ts';
import { AppError, type ErrorCode } from '#shared/errors/app-error.ts';
import { abortError } from '#main/system/http/abort-error.ts';

export interface RetryDeps {
  readonly clock: Clock;
  /** A number in [0, 1). */
  readonly random: () => number;
}

const MAX_RETRIES = 4;
const BACKOFF: Backoff = { firstMs: 500, longestMs: 15_000 };
/** A server may ask for a longer delay; then the caller should see the error sooner. */
const MAX_WAIT_MS = 60_000;

/** Errors of the network and of the server. */
const TEMPORARY: readonly ErrorCode[] = ['network', 'stalled', 'server-error'];

/**
 * Repeats a call that failed with one of `codes`, a few times, with growing delays. Only for calls without side
 * effects.
 */
export async function retrying<T>(
  call: () => Promise<T>,
  { clock, random }: RetryDeps,
  signal?: AbortSignal,
  codes = TEMPORARY,
): Promise<T> {
  for (let retry = 0; ; retry += 1) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof AppError) || !codes.includes(error.code)) throw error;
      if (retry >= MAX_RETRIES) throw error;
      const waitMs = Math.max(backoffMs(retry, BACKOFF, random()), error.retryAfterMs ?? 0);
      await wait(clock, Math.min(MAX_WAIT_MS, waitMs), signal);
    }
  }
}

async function wait(clock: Clock, delayMs: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await clock.delay(delayMs, signal);
  } catch (error) {
    throw signal?.aborted ? abortError(signal) : error;
  }
}
