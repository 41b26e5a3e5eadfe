import type { ErrorCode } from '#shared/errors/app-error.ts';
import type { Scenario } from './scenario.ts';
import { msUntilHour, type VirtualClock } from './virtual-clock.ts';
import type { Wire } from './wire.ts';

export type CallKind = 'list' | 'open' | 'token';

export type Answer =
  | { readonly kind: 'ok' }
  | { readonly kind: 'refused'; readonly retryAfterMs: number | null }
  | { readonly kind: 'expired' }
  | { readonly kind: 'error'; readonly code: ErrorCode };

const HOUR_MS = 3_600_000;

/** As much of Dropbox as decides when a download is done: limits, bans, tokens, the owner's allowance, bad luck. */
export class VirtualDropbox {
  readonly #clock: VirtualClock;
  readonly #wire: Wire;
  readonly #scenario: Scenario;
  readonly #random: () => number;
  readonly #onDisabled: () => void;
  #window = -1;
  #windowCalls = 0;
  #hour = -1;
  #hourRefusals = 0;
  #bannedUntilMs = 0;
  #dayFromBytes = 0;
  #isDisabled = false;
  mostDayBytes = 0;
  timesDisabled = 0;
  bans = 0;

  /** @param onDisabled the link was disabled: bodies under way end, too */
  constructor(
    clock: VirtualClock,
    wire: Wire,
    scenario: Scenario,
    random: () => number,
    onDisabled: () => void,
  ) {
    this.#clock = clock;
    this.#wire = wire;
    this.#scenario = scenario;
    this.#random = random;
    this.#onDisabled = onDisabled;
    this.#newDay();
  }

  /** How long a call takes, head to head. */
  latencyMs(): number {
    return this.#scenario.latencyMs * (0.5 + this.#random());
  }

  /** Judges a call that arrives now. @param tokenUntilMs when its token ends, in milliseconds since 1970 */
  answer(kind: CallKind, tokenUntilMs: number): Answer {
    const { serverErrorRate } = this.#scenario;
    if (this.#clock.now() < this.#bannedUntilMs) return this.#refuse();
    if (this.#isOverLimit()) return this.#refuse();
    if (this.#random() < serverErrorRate) return { kind: 'error', code: 'server-error' };
    if (kind === 'token') return { kind: 'ok' };
    if (this.#clock.now() >= tokenUntilMs) return { kind: 'expired' };
    if (this.#isDisabled) return { kind: 'error', code: 'link-disabled' };
    return { kind: 'ok' };
  }

  /** After how many bytes a body that begins now is reset. */
  bytesUntilReset(): number {
    const { resetBytes } = this.#scenario;
    return resetBytes === null ? Infinity : -Math.log(1 - this.#random()) * resetBytes;
  }

  dayBytes(): number {
    return this.#wire.bytes - this.#dayFromBytes;
  }

  #isOverLimit(): boolean {
    const { limit } = this.#scenario;
    if (limit === null || this.#clock.elapsedMs >= limit.untilMs) return false;
    const window = Math.floor(this.#clock.elapsedMs / limit.windowMs);
    if (window !== this.#window) this.#windowCalls = 0;
    this.#window = window;
    // Refused calls count, too.
    this.#windowCalls += 1;
    return this.#windowCalls > limit.calls;
  }

  #refuse(): Answer {
    const { limit, ban } = this.#scenario;
    const hour = Math.floor(this.#clock.elapsedMs / HOUR_MS);
    if (hour !== this.#hour) this.#hourRefusals = 0;
    this.#hour = hour;
    this.#hourRefusals += 1;
    if (ban !== null && this.#hourRefusals >= ban.refusals) {
      this.#hourRefusals = 0;
      this.#bannedUntilMs = this.#clock.now() + ban.banMs;
      this.bans += 1;
    }
    return { kind: 'refused', retryAfterMs: limit?.retryAfterMs ?? null };
  }

  #newDay(): void {
    const { allowanceBytes } = this.#scenario;
    this.mostDayBytes = Math.max(this.mostDayBytes, this.dayBytes());
    this.#dayFromBytes = this.#wire.bytes;
    this.#isDisabled = false;
    if (allowanceBytes !== null) {
      this.#wire.watch('allowance', this.#wire.bytes + allowanceBytes, () => this.#disable());
    }
    this.#clock.after(msUntilHour(this.#clock.now(), 0), () => this.#newDay());
  }

  #disable(): void {
    this.#isDisabled = true;
    this.timesDisabled += 1;
    this.#onDisabled();
  }
}
