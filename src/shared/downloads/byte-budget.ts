/** Bytes that came on one day, as they are kept for the next start. */
export interface SpentBytes {
  /** The local day: `2026-11-23`. */
  readonly day: string;
  readonly bytes: number;
}

/** How many bytes may come on one day, by the calendar of this machine. */
export class ByteBudget {
  #limit: number | null = null;
  #spent: SpentBytes;

  constructor(spent: SpentBytes | null, nowMs: number) {
    const day = dayOf(nowMs);
    this.#spent = spent?.day === day ? spent : { day, bytes: 0 };
  }

  /** Null for no limit. */
  set limit(limit: number | null) {
    this.#limit = limit;
  }

  get hasLimit(): boolean {
    return this.#limit !== null;
  }

  get spent(): SpentBytes {
    return this.#spent;
  }

  /** Counts bytes that came. */
  spend(bytes: number, nowMs: number): void {
    const day = dayOf(nowMs);
    const before = this.#spent.day === day ? this.#spent.bytes : 0;
    this.#spent = { day, bytes: before + bytes };
  }

  /** When bytes may come again, in milliseconds since 1970; null if they may now. */
  usedUpUntilMs(nowMs: number): number | null {
    if (this.#limit === null || this.#spent.day !== dayOf(nowMs)) return null;
    return this.#spent.bytes < this.#limit ? null : nextDayMs(nowMs);
  }
}

function dayOf(nowMs: number): string {
  const date = new Date(nowMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Midnight as the local calendar has it, where days have 23 or 25 hours too. */
function nextDayMs(nowMs: number): number {
  const date = new Date(nowMs);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime();
}
