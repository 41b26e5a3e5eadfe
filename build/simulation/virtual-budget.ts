import { ByteBudget } from '#shared/downloads/byte-budget.ts';
import { msUntilHour, type Timer, type VirtualClock } from './virtual-clock.ts';
import type { Wire } from './wire.ts';

/** So close to the cap counts as there: a rest that rounding leaves would never flow. */
const ROUNDING_BYTES = 1_000;

/** The app's own daily budget, held against the bytes on the wire. */
export class VirtualBudget {
  readonly #clock: VirtualClock;
  readonly #wire: Wire;
  readonly #capBytes: number | null;
  readonly #budget: ByteBudget;
  readonly #onUsedUp: (untilMs: number) => void;
  #midnight: Timer | null = null;
  #countedBytes = 0;

  /**
   * @param capBytes a day; null sets no limit
   * @param onUsedUp runs when the day's bytes are used up; {@link VirtualBudget.watch} then starts the next day
   */
  constructor(
    { clock, wire }: { readonly clock: VirtualClock; readonly wire: Wire },
    capBytes: number | null,
    onUsedUp: (untilMs: number) => void,
  ) {
    this.#clock = clock;
    this.#wire = wire;
    this.#capBytes = capBytes;
    this.#onUsedUp = onUsedUp;
    this.#budget = new ByteBudget(null, clock.now());
    this.#budget.limit = capBytes;
  }

  /** Counts the bytes since the last count, and counts again when the day's bytes may be used up, or the day. */
  watch(roundingBytes = 0): void {
    if (this.#capBytes === null) return;
    const bytes = this.#wire.bytes - this.#countedBytes;
    this.#countedBytes += bytes;
    // Midnight's own count is for the day that ends.
    this.#budget.spend(bytes + roundingBytes, this.#clock.now() - 1);
    const untilMs = this.#budget.usedUpUntilMs(this.#clock.now());
    if (untilMs !== null) {
      this.#onUsedUp(untilMs);
      return;
    }
    this.#budget.spend(0, this.#clock.now());
    const left = this.#capBytes - this.#budget.spent.bytes;
    const capAt = this.#wire.bytes + Math.max(1, left);
    this.#wire.watch('cap', capAt, () => this.watch(ROUNDING_BYTES));
    this.#clock.cancel(this.#midnight);
    this.#midnight = this.#clock.after(msUntilHour(this.#clock.now(), 0), () => this.watch());
  }
}
