/** A moving estimate of a transfer's rate. Plain data, so that it can be kept in a snapshot. */
export interface RateEstimate {
  readonly bytesPerSecond: number | null;
  readonly atMs: number;
  readonly bytes: number;
  readonly startedAtMs: number;
}

/** Seconds over which the estimate forgets: long enough that the ETA doesn't jump, short enough to follow. */
const MEMORY_SECONDS = 15;

export function startRate(nowMs: number, bytes: number): RateEstimate {
  return { bytesPerSecond: null, atMs: nowMs, bytes, startedAtMs: nowMs };
}

/**
 * Takes in that `bytes` had arrived by `nowMs`. An exponential average weighted by time, not by calls, so
 * that the answer doesn't depend on how often it is asked; early on it is the plain mean.
 */
export function nextRate(estimate: RateEstimate, nowMs: number, bytes: number): RateEstimate {
  const seconds = (nowMs - estimate.atMs) / 1000;
  if (seconds <= 0) return estimate;
  const now = Math.max(0, bytes - estimate.bytes) / seconds;
  const age = (nowMs - estimate.startedAtMs) / 1000;
  const keep = Math.exp(-seconds / Math.min(MEMORY_SECONDS, Math.max(age, seconds)));
  const bytesPerSecond =
    estimate.bytesPerSecond === null ? now : estimate.bytesPerSecond * keep + now * (1 - keep);
  return { bytesPerSecond, atMs: nowMs, bytes, startedAtMs: estimate.startedAtMs };
}

/** Seconds until `bytesLeft` have come at this rate; null while nobody can tell. */
export function etaSeconds(bytesPerSecond: number | null, bytesLeft: number): number | null {
  if (bytesLeft <= 0) return 0;
  if (bytesPerSecond === null || bytesPerSecond < 1) return null;
  return bytesLeft / bytesPerSecond;
}
