import { member } from './member.ts';

/** Fewer calls a second than this would help nobody. */
const SLOWEST_PER_SECOND = 0.5;
/** The fraction of the refused rate at which calls go on after the pause. */
const CUT = 0.5;
/** A refusal costs a pause, so this many pauses' worth of calls lie before the refused rate is tried again. */
const PAUSES_BEFORE_PROBE = 10;
const SHORTEST_PROBE_MS = 20_000;
const MAX_PROBE_MS = 3_600_000;
/** After this many probe times without a refusal, at 14 times the rate that was refused, the limit is gone. */
const FORGOTTEN_AFTER_PROBES = 4;

/** What a refusal taught of how many calls a second are too many. Plain data: it is kept over a restart. */
export interface LearnedRate {
  /** Calls a second when the last refusal came. */
  readonly refusedPerSecond: number;
  /** How many milliseconds of calls at the cap lie before {@link refusedPerSecond} is reached again. */
  readonly probeMs: number;
  /** Milliseconds of calls at the cap that have been answered since. Idle time proves nothing. */
  readonly provenMs: number;
}

/**
 * Learns from a refusal.
 *
 * @param perSecond calls a second, as measured when it came
 * @param pauseMs what it costs
 */
export function learnRate(perSecond: number, pauseMs: number): LearnedRate {
  return {
    refusedPerSecond: Math.max(SLOWEST_PER_SECOND / CUT, perSecond),
    probeMs: Math.min(MAX_PROBE_MS, Math.max(SHORTEST_PROBE_MS, PAUSES_BEFORE_PROBE * pauseMs)),
    provenMs: 0,
  };
}

/**
 * How many calls a second may be made now: half of the refused rate at first, quickly close to it again, then
 * hardly more until enough was won to risk it, and from there on faster and faster (the cubic curve by which TCP
 * finds back to a rate it has lost).
 */
export function capPerSecond({ refusedPerSecond, probeMs, provenMs }: LearnedRate): number {
  return refusedPerSecond * (1 + (1 - CUT) * ((provenMs - probeMs) / probeMs) ** 3);
}

/** Takes in an answered call; null once the limit counts as gone. */
export function proveRate(rate: LearnedRate): LearnedRate | null {
  const provenMs = rate.provenMs + 1_000 / capPerSecond(rate);
  return provenMs >= FORGOTTEN_AFTER_PROBES * rate.probeMs ? null : { ...rate, provenMs };
}

/** Reads what was kept; null for anything else. */
export function readLearnedRate(value: unknown): LearnedRate | null {
  const refusedPerSecond = member(value, 'refusedPerSecond');
  const probeMs = member(value, 'probeMs');
  const provenMs = member(value, 'provenMs');
  if (!isPositive(refusedPerSecond) || !isPositive(probeMs)) return null;
  const rate = learnRate(refusedPerSecond, probeMs / PAUSES_BEFORE_PROBE);
  return { ...rate, provenMs: isPositive(provenMs) ? Math.min(provenMs, rate.probeMs) : 0 };
}

function isPositive(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0;
}
