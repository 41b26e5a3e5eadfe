const WINDOW_MS = 5_000;
/** A burst shorter than this says nothing about calls per second. */
const SHORTEST_SPAN_MS = 1_000;

/** Counts calls over the last five to ten seconds, in two windows. */
export interface CallMeter {
  readonly windowStartMs: number;
  readonly calls: number;
  readonly previousCalls: number;
  /** How much of the time before this window {@link previousCalls} stands for. */
  readonly previousSpanMs: number;
}

export function startMeter(nowMs: number): CallMeter {
  return { windowStartMs: nowMs, calls: 0, previousCalls: 0, previousSpanMs: 0 };
}

/** Counts one call that starts now. */
export function countCall(meter: CallMeter, nowMs: number): CallMeter {
  const passedMs = nowMs - meter.windowStartMs;
  if (passedMs < WINDOW_MS) return { ...meter, calls: meter.calls + 1 };
  // After a rest the windows before it are history: a burst is measured by itself.
  if (passedMs >= 2 * WINDOW_MS) return { ...startMeter(nowMs), calls: 1 };
  return {
    windowStartMs: meter.windowStartMs + WINDOW_MS,
    calls: 1,
    previousCalls: meter.calls,
    previousSpanMs: WINDOW_MS,
  };
}

export function callsPerSecond(meter: CallMeter, nowMs: number): number {
  const spanMs = nowMs - meter.windowStartMs + meter.previousSpanMs;
  return ((meter.calls + meter.previousCalls) * 1_000) / Math.max(SHORTEST_SPAN_MS, spanMs);
}
