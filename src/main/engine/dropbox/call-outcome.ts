import type { Outcome } from '#shared/dropbox/gate-policy.ts';
import { AppError, type ErrorCode } from '#shared/errors/app-error.ts';

/** Errors that don't tell what Dropbox thinks of the rate: no answer, or not from where rates are counted. */
const SAYS_NOTHING: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'cancelled',
  'network',
  'stalled',
  'server-error',
  'not-dropbox',
]);

/** What a call that failed tells of the rate. */
export function outcomeOf(error: unknown, signal: AbortSignal | undefined): Outcome {
  if (!(error instanceof AppError)) return { kind: 'failed' };
  if (error.code === 'rate-limited') return { kind: 'refused', retryAfterMs: error.retryAfterMs };
  if (error === signal?.reason) return { kind: 'failed' };
  return { kind: SAYS_NOTHING.has(error.code) ? 'failed' : 'answered' };
}
