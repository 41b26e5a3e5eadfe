import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';
import type { Failure, Job } from '#shared/downloads/job.ts';
import { judge, type RetryPolicy, triesThatCount } from '#shared/downloads/retry-policy.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import { assertNever } from '#shared/errors/assert-never.ts';
import { WrongHash } from '../transfer/transfer-request.ts';
import { NoSpace } from './free-space.ts';

/** An attempt that failed. */
export interface FailedAttempt {
  readonly job: Job;
  /** What the error means for this job, see `recognizeFailure`. */
  readonly error: AppError;
  /** Whether Dropbox can't be reached at all. */
  readonly isOutage: boolean;
  /** Bytes of the file that are here. */
  readonly bytesDone: number;
  /** Bytes of the file that were here when the attempt began; null if that is unknown. */
  readonly bytesBefore: number | null;
}

export interface DecisionContext {
  readonly retry: RetryPolicy;
  /** Milliseconds since 1970. */
  readonly nowMs: number;
  /** A number in [0, 1). */
  readonly random: number;
}

/** What happens to the job after a failed attempt, and to the queue. `after` is the job's new row. */
export type FailureDecision =
  /** The queue backs off, for at least `minDelayMs`. */
  | { readonly kind: 'back-off'; readonly after: Job; readonly minDelayMs: number }
  | { readonly kind: 'requeue'; readonly after: Job }
  | { readonly kind: 'retry'; readonly after: Job }
  /** The file may have been replaced: list it again before the retry. */
  | { readonly kind: 'relist'; readonly after: Job }
  | { readonly kind: 'give-up'; readonly wrongHash: string | null }
  | {
      readonly kind: 'halt';
      readonly by: 'auth' | 'disk';
      readonly after: Job;
      /** Whether transfers under way may finish. */
      readonly finishesBegun: boolean;
      /** Whether the queue continues by itself once this file fits on the disk. */
      readonly awaitsSpace: boolean;
    };

/** Decides what a failed attempt means. Pure: the caller stores and reports it. */
export function decideFailure(
  attempt: FailedAttempt,
  { retry, nowMs, random }: DecisionContext,
): FailureDecision {
  const { job, error } = attempt;
  const { code, message } = error;
  const failure: Failure = { code, message };
  const queued: Job = { ...job, state: 'queued', failure };
  const minDelayMs = Math.min(error.retryAfterMs ?? 0, retry.longestDelayMs);
  if (attempt.isOutage) return { kind: 'back-off', after: queued, minDelayMs };
  const wrongHash = error.cause instanceof WrongHash ? error.cause.contentHash : job.wrongHash;
  const attempts = triesThatCount(code, job.attempts, bytesGained(attempt));
  const decision = judge(code, attempts, retry, nowMs, random);
  switch (decision.kind) {
    case 'retry': {
      const retryAtMs = Math.max(decision.atMs, nowMs + minDelayMs);
      const after: Job = { ...queued, attempts: attempts + 1, retryAtMs, wrongHash };
      return { kind: decision.relist ? 'relist' : 'retry', after };
    }
    case 'requeue':
      return { kind: 'requeue', after: queued };
    case 'give-up':
      return { kind: 'give-up', wrongHash };
    case 'halt-for-auth': {
      const after: Job = { ...queued, state: 'waiting-for-auth' };
      return { kind: 'halt', by: 'auth', after, finishesBegun: false, awaitsSpace: false };
    }
    case 'halt-for-disk': {
      const finishesBegun = error instanceof NoSpace;
      const awaitsSpace = code === 'disk-full';
      return { kind: 'halt', by: 'disk', after: queued, finishesBegun, awaitsSpace };
    }
    default:
      return assertNever(decision, 'decision');
  }
}

/** Bytes that the attempt added to the part file. Small files have none: they are held in memory. */
function bytesGained({ job, bytesDone, bytesBefore }: FailedAttempt): number {
  const hasPart = (job.size ?? 0) > BLOCK_BYTES;
  return hasPart ? bytesDone - (bytesBefore ?? bytesDone) : 0;
}
