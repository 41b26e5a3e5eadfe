import type { Outcome } from '#shared/dropbox/gate-policy.ts';
import { AppError, type ErrorCode } from '#shared/errors/app-error.ts';

/** Errors that contain no information about the rate: no answer, or not from the servers that count calls. */
const NOT_ABOUT_RATE: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'cancelled',
  'network',
  'stalled',
  'server-error',
  'not-dropbox',
]);

/** The outcome of a failed call for the gate's rate. */
export function outcomeOf(error: unknown, signal: AbortSignal | undefined): Outcome {
  if (!(error instanceof AppError)) return { kind: 'failed' };
  if (error.code === 'rate-limited') return { kind: 'refused', retryAfterMs: error.retryAfterMs };
  if (error === signal?.reason) return { kind: 'failed' };
  return { kind: NOT_ABOUT_RATE.has(error.code) ? 'failed' : 'answered' };
}
