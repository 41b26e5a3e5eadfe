/** Counts calls as Dropbox does: what comes too fast is turned away, and counts nevertheless. */
export interface CallLimit {
  /** Whether a call at this time (milliseconds, never going back) may pass. */
  admits(nowMs: number): boolean;
}

const WINDOW_MS = 1000;

/** At most so many calls in any second; the refused ones are counted as well. */
export function createCallLimit(callsPerSecond: number): CallLimit {
  let arrivals: number[] = [];
  return {
    admits(nowMs) {
      arrivals = arrivals.filter((arrivalMs) => arrivalMs > nowMs - WINDOW_MS);
      arrivals.push(nowMs);
      return arrivals.length <= callsPerSecond;
    },
  };
}
