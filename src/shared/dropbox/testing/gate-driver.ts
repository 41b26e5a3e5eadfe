import {
  admit,
  answered,
  DEFAULT_GATE_LIMITS,
  type GateLimits,
  type GatePolicy,
  type Outcome,
  startGate,
  type Ticket,
} from '../gate-policy.ts';

export const OK: Outcome = { kind: 'answered' };
export const refusal = (retryAfterMs: number | null): Outcome => ({
  kind: 'refused',
  retryAfterMs,
});
export const limits = DEFAULT_GATE_LIMITS;

/** Drives the policy by hand, and knows by itself until when nobody may call. */
export class Driver {
  policy: GatePolicy;
  nowMs: number;
  pausedUntilMs = 0;
  readonly underWay: Ticket[] = [];
  readonly starts: number[] = [];
  readonly limits: GateLimits;

  constructor(gateLimits: GateLimits = limits, nowMs = 1_000_000) {
    this.limits = gateLimits;
    this.nowMs = nowMs;
    this.policy = startGate(gateLimits, nowMs);
  }

  /** Starts a call if it may start; @returns until when it may not, null where only an answer can tell. */
  start(): number | null | 'started' {
    const admission = admit(this.policy, this.limits, this.nowMs);
    this.policy = admission.policy;
    if (admission.kind === 'wait') return admission.atMs;
    this.underWay.push(admission.ticket);
    this.starts.push(this.nowMs);
    return 'started';
  }

  startAll(): number {
    let started = 0;
    while (this.start() === 'started') started += 1;
    return started;
  }

  end(index: number, outcome: Outcome): void {
    const [ticket] = this.underWay.splice(index, 1);
    this.policy = answered(this.policy, this.limits, ticket!, outcome, this.nowMs);
    if (outcome.kind === 'refused' && outcome.retryAfterMs !== null) {
      this.pausedUntilMs = Math.max(this.pausedUntilMs, this.nowMs + outcome.retryAfterMs);
    }
  }

  /** Full windows of calls that all go well, `latencyMs` each. */
  rounds(count: number, latencyMs = 50): void {
    for (let round = 0; round < count; round += 1) {
      this.startAll();
      this.nowMs += latencyMs;
      while (this.underWay.length > 0) this.end(0, OK);
    }
  }
}
