import { type CallMeter, callsPerSecond, countCall, startMeter } from './call-meter.ts';
import {
  capPerSecond,
  type LearnedRate,
  learnRate,
  proveRate,
  readLearnedRate,
} from './learned-rate.ts';
import { member } from './member.ts';
import { longerPause, type Pause, pauseFrom, readPause, shiftPause } from './pause.ts';

export interface GateLimits {
  /** Calls that may be under way at once in the beginning. @default 4 */
  readonly startConcurrency: number;
  /** … and ever. @default 32 */
  readonly ceiling: number;
  /** The first pause after a refusal that names none; doubled with each further one in a row. @default 5000 */
  readonly defaultPauseMs: number;
  /** What the doubling ends at. @default 300000 */
  readonly longestDefaultPauseMs: number;
}

export const DEFAULT_GATE_LIMITS: GateLimits = {
  startConcurrency: 4,
  ceiling: 32,
  defaultPauseMs: 5_000,
  longestDefaultPauseMs: 300_000,
};

/** Fewer answers than this since the last refusal say that the pause was too short, not that the rate was too high. */
const ENOUGH_ANSWERS = 8;
/** After so many refusals in a row the pauses that they name are not long enough, whatever they say. */
const TRUSTED_REFUSALS = 3;
/** How far calls may run ahead of an even pace, so that late timers cost no throughput. */
const BURST_MS = 100;

/**
 * All that the gate knows. A value: {@link admit} and {@link answered} make a new one from it, and time comes in
 * from outside, so that a year of calls can be simulated in a moment.
 */
export interface GatePolicy {
  /** Calls that may be under way at once; fractions add up. */
  readonly window: number;
  readonly inFlight: number;
  /** The most that were under way at once since the window last grew by a whole call: what is not used is not grown. */
  readonly peak: number;
  /** Of {@link inFlight}, those that started after the last refusal. */
  readonly freshInFlight: number;
  /** Nobody calls before `untilMs`. */
  readonly pause: Pause | null;
  /** After a pause one call goes ahead; the others follow when it was answered. */
  readonly probing: boolean;
  /** Refusals so far that were news; those to calls from before a refusal are not. */
  readonly refusals: number;
  readonly refusalsInARow: number;
  readonly answersSinceRefusal: number;
  readonly rate: LearnedRate | null;
  /** When the next call is due at an even pace; counts only while {@link rate} is known. */
  readonly dueMs: number;
  readonly meter: CallMeter;
  /** The latest time seen. */
  readonly nowMs: number;
}

/** A call that was let through. */
export interface Ticket {
  /** {@link GatePolicy.refusals} when it started. */
  readonly refusals: number;
}

export type Admission =
  | { readonly kind: 'go'; readonly ticket: Ticket; readonly policy: GatePolicy }
  /** Ask again at `atMs`, or when a call was answered where that is null. */
  | { readonly kind: 'wait'; readonly atMs: number | null; readonly policy: GatePolicy };

export type Outcome =
  /** Dropbox answered, if only to say no to this one call. */
  | { readonly kind: 'answered' }
  /** 429. */
  | { readonly kind: 'refused'; readonly retryAfterMs: number | null }
  /** No answer, a fault of the server's, or given up here: says nothing about the rate. */
  | { readonly kind: 'failed' };

/** What outlives the process, so that a restart is no way around a pause. Plain data. */
export interface GateMemory {
  readonly pause: Pause | null;
  readonly rate: LearnedRate | null;
}

/** @param memory a {@link GateMemory} of an earlier process; anything unreadable counts as nothing */
export function startGate(limits: GateLimits, nowMs: number, memory: unknown = null): GatePolicy {
  const pause = readPause(member(memory, 'pause'), nowMs);
  return {
    window: Math.max(1, Math.min(limits.startConcurrency, limits.ceiling)),
    inFlight: 0,
    peak: 0,
    freshInFlight: 0,
    pause,
    probing: pause !== null,
    refusals: 0,
    refusalsInARow: 0,
    answersSinceRefusal: 0,
    rate: readLearnedRate(member(memory, 'rate')),
    dueMs: nowMs,
    meter: startMeter(nowMs),
    nowMs,
  };
}

export function gateMemory(policy: GatePolicy): GateMemory {
  return { pause: policy.pause, rate: policy.rate };
}

/** Asks to start a call. */
export function admit(before: GatePolicy, limits: GateLimits, nowMs: number): Admission {
  const policy = passTime(before, nowMs);
  const { pause, rate, dueMs } = policy;
  if (pause !== null) return { kind: 'wait', atMs: pause.untilMs, policy };
  const full = policy.probing
    ? policy.freshInFlight > 0
    : policy.inFlight >= allowed(policy, limits);
  if (full) return { kind: 'wait', atMs: null, policy };
  if (rate !== null && nowMs < dueMs - BURST_MS) {
    return { kind: 'wait', atMs: dueMs - BURST_MS, policy };
  }
  return {
    kind: 'go',
    ticket: { refusals: policy.refusals },
    policy: {
      ...policy,
      inFlight: policy.inFlight + 1,
      peak: Math.max(policy.peak, policy.inFlight + 1),
      freshInFlight: policy.freshInFlight + 1,
      meter: countCall(policy.meter, nowMs),
      dueMs: rate === null ? nowMs : Math.max(dueMs, nowMs) + 1_000 / capPerSecond(rate),
    },
  };
}

/** Calls that may be under way at once now. A ceiling that was lowered counts from its next call on. */
export function allowed(policy: GatePolicy, limits: GateLimits): number {
  return Math.floor(Math.max(1, Math.min(policy.window, limits.ceiling)));
}

/** Takes in how a call ended that {@link admit} had let through. */
export function answered(
  before: GatePolicy,
  limits: GateLimits,
  ticket: Ticket,
  outcome: Outcome,
  nowMs: number,
): GatePolicy {
  const seen = passTime(before, nowMs);
  const fresh = ticket.refusals === seen.refusals;
  const policy = {
    ...seen,
    inFlight: seen.inFlight - 1,
    freshInFlight: seen.freshInFlight - (fresh ? 1 : 0),
  };
  switch (outcome.kind) {
    case 'answered':
      return fresh ? grow(policy, limits) : policy;
    case 'refused':
      return fresh
        ? refused(policy, limits, outcome.retryAfterMs, nowMs)
        : extendPause(policy, outcome.retryAfterMs, nowMs);
    case 'failed':
      return policy;
    default:
      return outcome satisfies never;
  }
}

/**
 * All is well, while the window is really used: one more call at once for every answer before anything was ever
 * refused, so that a limit is found in a few rounds; and for every full window of answers after that.
 */
function grow(policy: GatePolicy, limits: GateLimits): GatePolicy {
  const now = allowed(policy, limits);
  const step = policy.refusals === 0 && policy.rate === null ? 1 : 1 / now;
  const window =
    policy.peak >= now ? Math.min(limits.ceiling, policy.window + step) : policy.window;
  const grown = { ...policy, window };
  return {
    ...grown,
    peak: allowed(grown, limits) > now ? policy.inFlight : policy.peak,
    probing: false,
    refusalsInARow: 0,
    answersSinceRefusal: policy.answersSinceRefusal + 1,
    rate: policy.rate === null ? null : proveRate(policy.rate),
  };
}

function refused(
  policy: GatePolicy,
  limits: GateLimits,
  retryAfterMs: number | null,
  nowMs: number,
): GatePolicy {
  const ownPauseMs = Math.min(
    limits.longestDefaultPauseMs,
    limits.defaultPauseMs * 2 ** policy.refusalsInARow,
  );
  // Dropbox may answer "15 s" to a banned client for hours, and each call that believes it prolongs the ban.
  const isTrusted = policy.refusalsInARow < TRUSTED_REFUSALS;
  const pauseMs =
    retryAfterMs === null || !isTrusted ? Math.max(retryAfterMs ?? 0, ownPauseMs) : retryAfterMs;
  const learns = policy.answersSinceRefusal >= ENOUGH_ANSWERS;
  return {
    ...policy,
    window: Math.max(1, policy.window / 2),
    peak: 0,
    freshInFlight: 0,
    pause: longerPause(policy.pause, pauseFrom(nowMs, pauseMs)),
    probing: true,
    refusals: policy.refusals + 1,
    refusalsInARow: policy.refusalsInARow + 1,
    answersSinceRefusal: 0,
    rate: learns ? learnRate(callsPerSecond(policy.meter, nowMs), pauseMs) : policy.rate,
  };
}

/** A call from before the refusal was refused, too: nothing new but, perhaps, for how long. */
function extendPause(policy: GatePolicy, retryAfterMs: number | null, nowMs: number): GatePolicy {
  if (retryAfterMs === null) return policy;
  return { ...policy, pause: longerPause(policy.pause, pauseFrom(nowMs, retryAfterMs)) };
}

/** Ends a pause that is over, and follows a clock that was set back: what lies ahead stays as far ahead. */
export function passTime(policy: GatePolicy, nowMs: number): GatePolicy {
  const backMs = Math.max(0, policy.nowMs - nowMs);
  const pause = policy.pause === null ? null : shiftPause(policy.pause, -backMs);
  if (backMs === 0) {
    if (pause === null || nowMs < pause.untilMs) return { ...policy, nowMs };
    return { ...policy, pause: null, nowMs, meter: startMeter(nowMs), dueMs: nowMs };
  }
  return {
    ...policy,
    pause,
    dueMs: policy.dueMs - backMs,
    meter: { ...policy.meter, windowStartMs: policy.meter.windowStartMs - backMs },
    nowMs,
  };
}
