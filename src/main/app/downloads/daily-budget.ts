import { AppError } from '#shared/errors/app-error.ts';

/** The day's bytes, once they are used up. */
export class DailyBudget {
  readonly #onNewDay: () => void;
  /** Milliseconds since 1970. */
  #usedUpUntilMs = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(onNewDay: () => void) {
    this.#onNewDay = onNewDay;
  }

  /** The end of the day whose bytes are used up, in milliseconds since 1970; null while some are left. */
  get usedUpUntilMs(): number | null {
    return this.#usedUpUntilMs > Date.now() ? this.#usedUpUntilMs : null;
  }

  /** Calls back when the day is over. */
  useUp(untilMs: number): void {
    this.#usedUpUntilMs = untilMs;
    if (this.#timer !== null) clearTimeout(this.#timer);
    const delayMs = Math.max(0, untilMs - Date.now());
    this.#timer = setTimeout(this.#onNewDay, delayMs).unref();
  }

  /** The settings may allow more bytes. @returns whether they were used up */
  renew(): boolean {
    const wasUsedUp = this.usedUpUntilMs !== null;
    this.#usedUpUntilMs = 0;
    return wasUsedUp;
  }

  /** @throws AppError `rate-limited` while the bytes are used up */
  mustHaveBytes(): void {
    if (this.usedUpUntilMs === null) return;
    throw new AppError(
      'rate-limited',
      "Today's daily budget is used up. Downloads continue at midnight; a larger budget in Settings lets them continue now.",
    );
  }
}
