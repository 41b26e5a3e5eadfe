import { allowed, type GateLimits, type GatePolicy } from '#shared/dropbox/gate-policy.ts';
import { capPerSecond } from '#shared/dropbox/learned-rate.ts';
import type { AppError } from '#shared/errors/app-error.ts';

/** What the gate is doing, for whoever shows it. */
export type GateState =
  | {
      readonly kind: 'open';
      /** Calls that may be under way at once. */
      readonly concurrency: number;
      /** Null while no limit has been met. */
      readonly callsPerSecondCap: number | null;
    }
  /** Dropbox wants no calls until then; milliseconds since 1970. */
  | { readonly kind: 'paused'; readonly untilMs: number }
  /** Every call fails with this error until it is opened again. */
  | { readonly kind: 'stopped'; readonly error: AppError };

export function gateState(
  policy: GatePolicy,
  limits: GateLimits,
  stopped: AppError | null,
  nowMs: number,
): GateState {
  if (stopped !== null) return { kind: 'stopped', error: stopped };
  const { pause, rate } = policy;
  if (pause !== null && nowMs < pause.untilMs) return { kind: 'paused', untilMs: pause.untilMs };
  return {
    kind: 'open',
    concurrency: allowed(policy, limits),
    callsPerSecondCap: rate === null ? null : rounded(capPerSecond(rate)),
  };
}

/** The same for states that nobody needs to tell apart. */
export function stateSummary(state: GateState): string {
  return state.kind === 'stopped' ? `stopped ${state.error.message}` : JSON.stringify(state);
}

/** Coarse enough that listeners hear of a cap that grows slowly only now and then. */
function rounded(perSecond: number): number {
  return perSecond < 10 ? Math.round(perSecond * 10) / 10 : Math.round(perSecond);
}
