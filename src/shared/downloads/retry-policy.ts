import { BLOCK_BYTES } from './blocks.ts';
import { assertNever } from '#shared/errors/assert-never.ts';
import type { ErrorCode } from '#shared/errors/app-error.ts';

/** What becomes of a file after an error, and of the queue with it. */
export type RetryDecision =
  /** Tried again after the files that have failed less often, not before `atMs`. */
  | { readonly kind: 'retry'; readonly atMs: number; readonly relist: boolean }
  /** Not this file's fault: back into the queue at no cost. */
  | { readonly kind: 'requeue' }
  | { readonly kind: 'give-up' }
  /** Nothing can go on until the user has corrected the link or the sign-in. */
  | { readonly kind: 'halt-for-auth' }
  /** Nothing can go on until the disk is repaired. */
  | { readonly kind: 'halt-for-disk' };

export interface RetryPolicy {
  /** How often a failed file is tried again. */
  readonly maxRetries: number;
  /** Wait before the first retry; each further one waits four times as long. */
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
}

export const DEFAULT_RETRY_POLICY: RetryPolicy = {
  maxRetries: 2,
  firstDelayMs: 1_000,
  longestDelayMs: 60_000,
};

type Treatment = 'retry' | 'relist' | 'requeue' | 'give-up' | 'auth' | 'disk';

function treatment(code: ErrorCode): Treatment {
  switch (code) {
    case 'network':
    case 'stalled':
    case 'server-error':
    case 'not-dropbox':
    case 'corrupt':
    case 'range-refused':
    case 'cursor-reset':
    case 'api':
    case 'in-use':
    case 'disk-error':
      return 'retry';
    case 'file-changed':
      return 'relist';
    case 'rate-limited':
    case 'cancelled':
      return 'requeue';
    case 'path-not-found':
    case 'listing-disagrees':
    case 'no-permission':
    case 'name-refused':
    case 'bad-usage':
    case 'bad-config':
    case 'bad-input':
    case 'endpoint-refused':
      return 'give-up';
    case 'link-denied':
    case 'link-not-found':
    case 'link-disabled':
    case 'link-unsupported':
    case 'sign-in-expired':
    case 'sign-in-invalid':
    case 'sign-in-revoked':
    case 'scope-missing':
      return 'auth';
    case 'disk-full':
    case 'disk-read-only':
    case 'disk-failing':
    case 'folder-gone':
      return 'disk';
    default:
      return assertNever(code, 'error code');
  }
}

/**
 * The failed tries that count against a file: none where this one broke off but brought blocks that stay, because
 * however often that happens, the file comes nearer to its end.
 *
 * @param attempts failed tries so far, this one not counted
 * @param bytesGained bytes of whole blocks that this try has brought
 */
export function triesThatCount(code: ErrorCode, attempts: number, bytesGained: number): number {
  return isOutage(code) && bytesGained >= BLOCK_BYTES ? 0 : attempts;
}

/**
 * Decides what becomes of a file that failed.
 *
 * @param code what went wrong
 * @param attempts failed tries so far, this one not counted
 * @param random a number in [0, 1): spreads the retries of files that failed together over half of the delay
 */
export function judge(
  code: ErrorCode,
  attempts: number,
  policy: RetryPolicy,
  nowMs: number,
  random: number,
): RetryDecision {
  const kind = treatment(code);
  switch (kind) {
    case 'retry':
    case 'relist': {
      if (attempts >= policy.maxRetries) return { kind: 'give-up' };
      const fullMs = Math.min(policy.longestDelayMs, policy.firstDelayMs * 4 ** attempts);
      return {
        kind: 'retry',
        atMs: nowMs + Math.round(fullMs * (0.5 + random / 2)),
        relist: kind === 'relist',
      };
    }
    case 'requeue':
      return { kind: 'requeue' };
    case 'give-up':
      return { kind: 'give-up' };
    case 'auth':
      return { kind: 'halt-for-auth' };
    case 'disk':
      return { kind: 'halt-for-disk' };
    default:
      return assertNever(kind, 'treatment');
  }
}

/** Whether the error says that Dropbox cannot be reached at all, rather than that one file is in trouble. */
export function isOutage(code: ErrorCode): boolean {
  return (
    code === 'network' || code === 'stalled' || code === 'server-error' || code === 'not-dropbox'
  );
}
