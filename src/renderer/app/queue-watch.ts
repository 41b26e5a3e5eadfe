import { nextRate, type RateEstimate, startRate } from '#shared/downloads/rate.ts';
import type { QueueSnapshot } from '#shared/downloads/snapshot.ts';
import { keepSamePhase } from './keep-same.ts';

/** The progress of a file that is downloading, from the snapshots that contain it. */
export interface FilePace {
  readonly rate: RateEstimate;
  /** When bytes last arrived, in milliseconds since 1970. */
  readonly movedAtMs: number;
}

export interface QueueWatch {
  readonly snapshot: QueueSnapshot | null;
  readonly paces: ReadonlyMap<number, FilePace>;
  /** Bytes per second, one value per step, the newest last. The last value changes until its step is over. */
  readonly history: readonly number[];
  /** When the last step of the history began. */
  readonly steppedAtMs: number;
}

export const HISTORY_STEP_MS = 1_000;
export const HISTORY_STEPS = 180;

/** A file without bytes for this long is shown as stalled. The engine aborts it later. */
const STALLED_AFTER_MS = 8_000;

export const NOTHING_WATCHED: QueueWatch = {
  snapshot: null,
  paces: new Map(),
  history: [],
  steppedAtMs: 0,
};

export function watchQueue(watch: QueueWatch, next: QueueSnapshot, nowMs: number): QueueWatch {
  const snapshot = { ...next, phase: keepSamePhase(watch.snapshot?.phase, next.phase) };
  const paces = new Map(
    snapshot.active.map(({ id, bytesDone }) => [id, paceOf(watch.paces.get(id), bytesDone, nowMs)]),
  );
  const bytesPerSecond = snapshot.active.length === 0 ? 0 : (snapshot.bytesPerSecond ?? 0);
  const isNewStep = nowMs - watch.steppedAtMs >= HISTORY_STEP_MS;
  const kept = isNewStep ? watch.history.slice(1 - HISTORY_STEPS) : watch.history.slice(0, -1);
  return {
    snapshot,
    paces,
    history: [...kept, bytesPerSecond],
    steppedAtMs: isNewStep ? nowMs : watch.steppedAtMs,
  };
}

/**
 * The rate of one file in bytes per second; null if unknown. Where the rates of all files add up to more than the queue's,
 * each is scaled down: they are estimates over some seconds that begin at different times.
 */
export function rateOf(
  pace: FilePace | undefined,
  paces: QueueWatch['paces'],
  { bytesPerSecond }: QueueSnapshot,
): number | null {
  const rate = pace?.rate.bytesPerSecond ?? null;
  if (rate === null || bytesPerSecond === null) return null;
  const sum = [...paces.values()].reduce((all, each) => all + (each.rate.bytesPerSecond ?? 0), 0);
  return sum > bytesPerSecond ? (rate * bytesPerSecond) / sum : rate;
}

export function isStalled(pace: FilePace | undefined, nowMs: number): boolean {
  return pace !== undefined && nowMs - pace.movedAtMs >= STALLED_AFTER_MS;
}

function paceOf(before: FilePace | undefined, bytesDone: number, nowMs: number): FilePace {
  // A file that started again has fewer bytes than before.
  if (before === undefined || bytesDone < before.rate.bytes) {
    return { rate: startRate(nowMs, bytesDone), movedAtMs: nowMs };
  }
  return {
    rate: nextRate(before.rate, nowMs, bytesDone),
    movedAtMs: bytesDone > before.rate.bytes ? nowMs : before.movedAtMs,
  };
}
