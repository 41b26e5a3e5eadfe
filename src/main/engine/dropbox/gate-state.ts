import { allowed, type GateLimits, type GatePolicy } from '#shared/dropbox/gate-policy.ts';
import { capPerSecond } from '#shared/dropbox/learned-rate.ts';
import type { AppError } from '#shared/errors/app-error.ts';

/** The state of the gate, for display. */
export type GateState =
  | {
      readonly kind: 'open';
      /** Calls allowed at once. */
      readonly concurrency: number;
      /** Null until Dropbox has refused a call. */
      readonly callsPerSecondCap: number | null;
    }
  /** Dropbox accepts no calls until then; milliseconds since 1970. */
  | { readonly kind: 'paused'; readonly untilMs: number }
  /** Every call fails with this error until the gate is reopened. */
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

/** Equal for states that listeners need not distinguish. */
export function stateSummary(state: GateState): string {
  return state.kind === 'stopped' ? `stopped ${state.error.message}` : JSON.stringify(state);
}

/** Rounded so that a slowly growing cap rarely notifies listeners. */
function rounded(perSecond: number): number {
  return perSecond < 10 ? Math.round(perSecond * 10) / 10 : Math.round(perSecond);
}
