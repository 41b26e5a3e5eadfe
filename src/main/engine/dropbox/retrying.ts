import type { Clock } from '#main/system/time/clock.ts';
import { type Backoff, backoffMs } from '#shared/dropbox/backoff.ts';
import { AppError, type ErrorCode } from '#shared/errors/app-error.ts';
import { abortError } from '#main/system/http/abort-error.ts';

export interface RetryDeps {
  readonly clock: Clock;
  /** A number in [0, 1). */
  readonly random: () => number;
}

const RETRIES = 4;
const BACKOFF: Backoff = { firstMs: 500, longestMs: 15_000 };
/** A server in trouble may ask for longer; then the caller had better know. */
const LONGEST_WAIT_MS = 60_000;

/** Failures on the way, and faults of the server's. */
const PASSING: readonly ErrorCode[] = ['network', 'stalled', 'server-error'];

/**
 * Makes a call again when it failed with one of `codes`, a few times, waiting longer each time. Only for calls that
 * change nothing.
 */
export async function retrying<T>(
  call: () => Promise<T>,
  { clock, random }: RetryDeps,
  signal?: AbortSignal,
  codes = PASSING,
): Promise<T> {
  for (let retry = 0; ; retry += 1) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof AppError) || !codes.includes(error.code)) throw error;
      if (retry >= RETRIES) throw error;
      const waitMs = Math.max(backoffMs(retry, BACKOFF, random()), error.retryAfterMs ?? 0);
      await rest(clock, Math.min(LONGEST_WAIT_MS, waitMs), signal);
    }
  }
}

async function rest(clock: Clock, delayMs: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await clock.delay(delayMs, signal);
  } catch (error) {
    throw signal?.aborted ? abortError(signal) : error;
  }
}
