export interface Backoff {
  /** Wait before the first retry; each further one waits twice as long. */
  readonly firstMs: number;
  readonly longestMs: number;
}

/**
 * How long to wait before a retry: at least half of the full delay, the rest by chance, so that calls which failed
 * together do not come back together.
 *
 * @param retry 0 before the first retry
 * @param random a number in [0, 1)
 */
export function backoffMs(retry: number, { firstMs, longestMs }: Backoff, random: number): number {
  const fullMs = Math.min(longestMs, firstMs * 2 ** retry);
  return Math.round(fullMs * (0.5 + random / 2));
}
