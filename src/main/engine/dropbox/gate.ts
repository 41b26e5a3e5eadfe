import type { Clock } from '#main/system/time/clock.ts';
import {
  type Admission,
  admit,
  answered,
  DEFAULT_GATE_LIMITS,
  type GateLimits,
  type GateMemory,
  gateMemory,
  type GatePolicy,
  type Outcome,
  passTime,
  startGate,
  type Ticket,
} from '#shared/dropbox/gate-policy.ts';
import { AppError, stopsEverything } from '#shared/errors/app-error.ts';
import { abortError } from '#main/system/http/abort-error.ts';
import { outcomeOf } from './call-outcome.ts';
import { type GateState, gateState, stateSummary } from './gate-state.ts';

export type { GateState } from './gate-state.ts';

export interface GateDeps {
  readonly clock: Clock;
  readonly limits?: Partial<GateLimits>;
  /** The {@link Gate.memory} of an earlier process; an unreadable value is ignored. */
  readonly memory?: unknown;
}

/** Timers ignore a suspended machine and a changed clock, so the gate checks the time at least this often. */
const MAX_SLEEP_MS = 30_000;

interface Waiter {
  readonly go: (ticket: Ticket) => void;
  readonly fail: (error: AppError) => void;
}

/**
 * The only path to Dropbox: every call of every service goes through the gate, and only the gate decides when. The
 * decisions are in `gate-policy.ts`; this class is the queue of waiting calls.
 */
export class Gate {
  readonly #clock: Clock;
  #limits: GateLimits;
  #policy: GatePolicy;
  #stopped: AppError | null = null;
  /** Refused calls go first, because they have waited longest; in order of arrival, as the others. */
  readonly #first = new Set<Waiter>();
  readonly #waiting = new Set<Waiter>();
  readonly #listeners = new Set<(state: GateState) => void>();
  #reported = '';
  #timer: { readonly atMs: number; readonly abort: AbortController } | null = null;

  constructor({ clock, limits = {}, memory = null }: GateDeps) {
    this.#clock = clock;
    this.#limits = { ...DEFAULT_GATE_LIMITS, ...limits };
    this.#policy = startGate(this.#limits, clock.now(), memory);
  }

  /**
   * Makes a call as soon as the rate allows it. The permit is held until `call` settles, so a streaming call should settle
   * with its headers. An AppError `rate-limited` from `call` pauses all calls; the call is repeated after each pause,
   * without limit. An error that {@link stopsEverything} closes the gate. All other errors are thrown.
   *
   * @param position `first` for a call that the others depend on, such as the one for a new token
   * @throws AppError of `call`, the error that closed the gate, or `cancelled` (or the signal's own AppError)
   */
  async run<T>(
    call: () => Promise<T>,
    signal?: AbortSignal,
    position: 'first' | 'last' = 'last',
  ): Promise<T> {
    let queue = position === 'first' ? this.#first : this.#waiting;
    for (;;) {
      const permit = this.#permit(queue, signal);
      const ticket = permit instanceof Promise ? await permit : permit;
      if (!this.#isValid(ticket)) {
        queue = this.#first;
        continue;
      }
      try {
        const value = await call();
        this.#settle(ticket, { kind: 'answered' });
        return value;
      } catch (error) {
        const isAppError = error instanceof AppError;
        // Before the permit is returned, so that no other call takes it.
        if (isAppError && stopsEverything(error.code) && error !== signal?.reason) this.stop(error);
        this.#settle(ticket, outcomeOf(error, signal));
        if (!isAppError || error.code !== 'rate-limited') throw error;
        queue = this.#first;
      }
    }
  }

  state(): GateState {
    return gateState(this.#policy, this.#limits, this.#stopped, this.#clock.now());
  }

  /** @returns a function that ends the subscription */
  onChange(listener: (state: GateState) => void): () => void {
    this.#listeners.add(listener);
    this.#reported = stateSummary(this.state());
    this.#pump();
    return () => this.#listeners.delete(listener);
  }

  /** Closes the gate: waiting and later calls fail with `error`. Active calls finish. */
  stop(error: AppError): void {
    this.#stopped ??= error;
    const waiters = [...this.#first, ...this.#waiting];
    this.#first.clear();
    this.#waiting.clear();
    this.#wake(null);
    for (const { fail } of waiters) fail(this.#stopped);
    this.#report();
  }

  /** Opens the gate again after the user has fixed the cause. A pause continues. */
  reopen(): void {
    this.#stopped = null;
    this.#pump();
  }

  /** Sets the maximum number of parallel calls. Active calls continue. */
  setCeiling(ceiling: number): void {
    this.#limits = { ...this.#limits, ceiling: Math.max(1, Math.floor(ceiling)) };
    this.#pump();
  }

  /** State for the next process, to save whenever {@link onChange} reports a pause, and at the end. */
  memory(): GateMemory {
    return gateMemory(this.#policy);
  }

  #permit(queue: Set<Waiter>, signal: AbortSignal | undefined): Promise<Ticket> | Ticket {
    if (this.#stopped !== null) throw this.#stopped;
    if (signal?.aborted) throw abortError(signal);
    if (this.#first.size === 0 && (queue === this.#first || this.#waiting.size === 0)) {
      const admission = this.#ask();
      if (admission.kind === 'go') return admission.ticket;
    }
    return new Promise((resolve, reject) => {
      const aborted = () => {
        queue.delete(waiter);
        reject(abortError(signal!));
      };
      const waiter: Waiter = {
        go(ticket) {
          signal?.removeEventListener('abort', aborted);
          resolve(ticket);
        },
        fail(error) {
          signal?.removeEventListener('abort', aborted);
          reject(error);
        },
      };
      signal?.addEventListener('abort', aborted, { once: true });
      queue.add(waiter);
      this.#pump();
    });
  }

  /** The gate may have closed or paused since it gave this permit; then the permit is returned. */
  #isValid(ticket: Ticket): boolean {
    const isValid = this.#stopped === null && ticket.refusals === this.#policy.refusals;
    if (!isValid) this.#settle(ticket, { kind: 'failed' });
    return isValid;
  }

  #ask(): Admission {
    const admission = admit(this.#policy, this.#limits, this.#clock.now());
    this.#policy = admission.policy;
    return admission;
  }

  #settle(ticket: Ticket, outcome: Outcome): void {
    this.#policy = answered(this.#policy, this.#limits, ticket, outcome, this.#clock.now());
    this.#pump();
  }

  /** Starts the calls that the rate allows, and sets a timer for the others. */
  #pump(): void {
    this.#policy = passTime(this.#policy, this.#clock.now());
    if (this.#stopped === null) {
      for (;;) {
        const queue = this.#first.size > 0 ? this.#first : this.#waiting;
        const [waiter] = queue;
        if (waiter === undefined) {
          this.#wake(this.#listeners.size === 0 ? null : (this.#policy.pause?.untilMs ?? null));
          break;
        }
        const admission = this.#ask();
        if (admission.kind === 'wait') {
          this.#wake(admission.atMs);
          break;
        }
        queue.delete(waiter);
        waiter.go(admission.ticket);
      }
    }
    this.#report();
  }

  /** Pumps again at `atMs`, and at no other time. */
  #wake(atMs: number | null): void {
    if (this.#timer?.atMs === atMs) return;
    this.#timer?.abort.abort();
    this.#timer = null;
    if (atMs === null) return;
    const timer = { atMs, abort: new AbortController() };
    this.#timer = timer;
    const leftMs = Math.max(1, atMs - this.#clock.now());
    void this.#pumpAfter(Math.min(MAX_SLEEP_MS, leftMs), timer.abort.signal);
  }

  async #pumpAfter(delayMs: number, signal: AbortSignal): Promise<void> {
    try {
      await this.#clock.delay(delayMs, signal);
    } catch {
      return;
    }
    this.#timer = null;
    this.#pump();
  }

  #report(): void {
    if (this.#listeners.size === 0) return;
    const state = this.state();
    const summary = stateSummary(state);
    if (summary === this.#reported) return;
    this.#reported = summary;
    for (const listener of this.#listeners) listener(state);
  }
}
