import {
  admit,
  allowed,
  answered,
  type GateLimits,
  type GatePolicy,
  type Outcome,
  passTime,
  startGate,
  type Ticket,
} from '#shared/dropbox/gate-policy.ts';
import type { Timer, VirtualClock } from './virtual-clock.ts';

interface Waiter {
  readonly go: (ticket: Ticket) => void;
}

/** The queue in front of the app's own gate policy, in virtual time. */
export class VirtualGate {
  readonly #clock: VirtualClock;
  readonly #limits: GateLimits;
  #policy: GatePolicy;
  #first: Waiter[] = [];
  #waiting: Waiter[] = [];
  #timer: Timer | null = null;
  #toldUntilMs = 0;
  pauses = 0;
  pausedMs = 0;
  /** Calls let through while a Retry-After said not to, or beyond the window: there must be none. */
  trespasses = 0;

  constructor(clock: VirtualClock, limits: GateLimits) {
    this.#clock = clock;
    this.#limits = limits;
    this.#policy = startGate(limits, clock.now());
  }

  /** Runs `go` as soon as a call may be made; {@link VirtualGate.settle} reports its end. */
  enter(go: (ticket: Ticket) => void, place: 'first' | 'last'): void {
    (place === 'first' ? this.#first : this.#waiting).push({ go });
    this.pump();
  }

  settle(ticket: Ticket, outcome: Outcome): void {
    const nowMs = this.#clock.now();
    const before = this.#policy.pause?.untilMs ?? nowMs;
    this.#policy = answered(this.#policy, this.#limits, ticket, outcome, nowMs);
    const after = this.#policy.pause?.untilMs ?? nowMs;
    if (after > before) {
      if (before === nowMs) this.pauses += 1;
      this.pausedMs += after - before;
    }
    // Kept apart from the policy, so that the policy does not testify for itself.
    if (outcome.kind === 'refused' && outcome.retryAfterMs !== null) {
      this.#toldUntilMs = Math.max(this.#toldUntilMs, nowMs + outcome.retryAfterMs);
    }
    this.pump();
  }

  /** Forgets who waits. */
  clear(): void {
    this.#first = [];
    this.#waiting = [];
  }

  pump(): void {
    this.#policy = passTime(this.#policy, this.#clock.now());
    this.#clock.cancel(this.#timer);
    this.#timer = null;
    for (;;) {
      const queue = this.#first.length > 0 ? this.#first : this.#waiting;
      if (queue.length === 0) return;
      const admission = admit(this.#policy, this.#limits, this.#clock.now());
      this.#policy = admission.policy;
      if (admission.kind === 'wait') {
        if (admission.atMs === null) return;
        const delayMs = Math.max(1, admission.atMs - this.#clock.now());
        this.#timer = this.#clock.after(delayMs, () => this.pump());
        return;
      }
      const isEarly = this.#clock.now() < this.#toldUntilMs - 1e-3;
      if (isEarly || this.#policy.inFlight > allowed(this.#policy, this.#limits)) {
        this.trespasses += 1;
      }
      queue.shift()!.go(admission.ticket);
    }
  }
}
