import { DEFAULT_GATE_LIMITS } from '#shared/dropbox/gate-policy.ts';
import type { Scenario } from './scenario.ts';
import type { VirtualClock } from './virtual-clock.ts';
import type { Answer, CallKind, VirtualDropbox } from './virtual-dropbox.ts';
import { VirtualGate } from './virtual-gate.ts';
import type { VirtualMachine } from './virtual-machine.ts';

const RENEW_BEFORE_MS = 5 * 60_000;

export interface SessionDeps {
  readonly clock: VirtualClock;
  readonly dropbox: VirtualDropbox;
  readonly machine: VirtualMachine;
}

/** Calls to Dropbox through the gate, each with a valid token, as the app's `Session` and `Gate` make them. */
export class VirtualSession {
  readonly #deps: SessionDeps;
  readonly #scenario: Scenario;
  readonly gate: VirtualGate;
  readonly #tokenWaiters: (() => void)[] = [];
  #tokenUntilMs: number;
  #isRenewing = false;
  /** Answers to calls of an earlier era concern nobody. */
  #era = 0;
  readonly calls: Record<CallKind, number> = { list: 0, open: 0, token: 0 };
  refusals = 0;

  constructor(deps: SessionDeps, scenario: Scenario) {
    this.#deps = deps;
    this.#scenario = scenario;
    this.gate = new VirtualGate(deps.clock, { ...DEFAULT_GATE_LIMITS, ceiling: scenario.parallel });
    this.#tokenUntilMs = scenario.refreshes ? 0 : deps.clock.now() + scenario.tokenLifeMs;
  }

  /** Makes a call with a valid token, through the gate, again and again while it is refused. */
  call(kind: 'list' | 'open', then: (answer: Answer) => void): void {
    const renewFromMs = this.#tokenUntilMs - RENEW_BEFORE_MS;
    if (this.#scenario.refreshes && this.#deps.clock.now() >= renewFromMs) {
      this.#tokenWaiters.push(() => this.call(kind, then));
      this.#renew();
      return;
    }
    this.#send(kind, (answer) => {
      if (answer.kind !== 'expired') {
        then(answer);
      } else if (this.#scenario.refreshes) {
        this.#tokenWaiters.push(() => this.call(kind, then));
        this.#renew();
      } else {
        then({ kind: 'error', code: 'sign-in-expired' });
      }
    });
  }

  /** Drops the calls that wait, and ignores the answers to those under way. */
  abandonCalls(): void {
    this.#era += 1;
    this.gate.clear();
    this.#tokenWaiters.length = 0;
    this.#isRenewing = false;
  }

  /** The user enters a new token. */
  takeNewToken(): void {
    this.#tokenUntilMs = this.#deps.clock.now() + this.#scenario.tokenLifeMs;
  }

  #renew(): void {
    if (this.#isRenewing) return;
    this.#isRenewing = true;
    const era = this.#era;
    this.#send('token', (answer) => {
      this.#isRenewing = false;
      if (answer.kind === 'ok') {
        this.takeNewToken();
        for (const run of this.#tokenWaiters.splice(0)) run();
      } else if (era === this.#era) {
        this.#deps.machine.later(1_000, () => this.#renew());
      }
    });
  }

  #send(kind: CallKind, then: (answer: Answer) => void): void {
    const { clock, dropbox, machine } = this.#deps;
    const era = this.#era;
    const go = (ticket: Parameters<VirtualGate['settle']>[0]): void => {
      if (machine.is('asleep')) {
        machine.hold(() => go(ticket));
        return;
      }
      this.calls[kind] += 1;
      const latencyMs = dropbox.latencyMs();
      let answer: Answer = { kind: 'error', code: 'network' };
      clock.after(latencyMs / 2, () => {
        if (machine.is('asleep') || machine.is('offline')) return;
        answer = dropbox.answer(kind, this.#tokenUntilMs);
      });
      machine.later(latencyMs, () => {
        if (answer.kind === 'refused') {
          this.refusals += 1;
          this.gate.settle(ticket, answer);
          if (era === this.#era) this.gate.enter(go, 'first');
          return;
        }
        this.gate.settle(ticket, { kind: answer.kind === 'error' ? 'failed' : 'answered' });
        if (era === this.#era || kind === 'token') then(answer);
      });
    };
    this.gate.enter(go, kind === 'token' ? 'first' : 'last');
  }
}
