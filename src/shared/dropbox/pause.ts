import { member } from './member.ts';

/** No pause is longer, whatever an answer says: a link that is banned is banned for a day. */
const MAX_MS = 24 * 3_600_000;
/** "Retry after 0 s" is an answer that was seen; to call at once would be taken amiss. */
const SHORTEST_MS = 500;

/** A time without calls; milliseconds since 1970. Plain data: it is kept over a restart. */
export interface Pause {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** Begins a pause as long as Dropbox asked for, within reason. */
export function pauseFrom(nowMs: number, wantedMs: number): Pause {
  const pauseMs = Math.min(MAX_MS, Math.max(SHORTEST_MS, wantedMs));
  return { fromMs: nowMs, untilMs: nowMs + pauseMs };
}

/** Whichever ends later. */
export function longerPause(one: Pause | null, other: Pause): Pause {
  return one !== null && one.untilMs >= other.untilMs ? one : other;
}

export function shiftPause({ fromMs, untilMs }: Pause, byMs: number): Pause {
  return { fromMs: fromMs + byMs, untilMs: untilMs + byMs };
}

/**
 * The rest of a pause that was kept; null where there is none. It never comes out longer than the pause was, however
 * the clock was set in between.
 */
export function readPause(value: unknown, nowMs: number): Pause | null {
  const fromMs = member(value, 'fromMs');
  const untilMs = member(value, 'untilMs');
  if (typeof fromMs !== 'number' || typeof untilMs !== 'number') return null;
  const leftMs = Math.min(untilMs - nowMs, untilMs - fromMs, MAX_MS);
  return leftMs > 0 ? { fromMs: nowMs, untilMs: nowMs + leftMs } : null;
}
