import { Heap } from './heap.ts';

export interface Timer {
  readonly atMs: number;
  readonly order: number;
  run: (() => void) | null;
}

/** Time that passes only from one event to the next. Events of the same moment come in the order they were asked for. */
export class VirtualClock {
  /** Milliseconds since 1970 at the start. Time itself is counted from 0, where doubles are finest. */
  readonly startMs: number;
  #elapsedMs = 0;
  #orders = 0;
  readonly #timers = new Heap<Timer>(
    (one, other) => one.atMs < other.atMs || (one.atMs === other.atMs && one.order < other.order),
  );

  constructor(startMs: number) {
    this.startMs = startMs;
  }

  get elapsedMs(): number {
    return this.#elapsedMs;
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.startMs + this.#elapsedMs;
  }

  /** Runs something in `delayMs`. */
  after(delayMs: number, run: () => void): Timer {
    const atMs = this.#elapsedMs + Math.max(0, delayMs);
    const timer: Timer = { atMs, order: (this.#orders += 1), run };
    this.#timers.push(timer);
    return timer;
  }

  cancel(timer: Timer | null): void {
    if (timer !== null) timer.run = null;
  }

  /** Goes to the next event and runs it; false where there is none. */
  step(): boolean {
    for (;;) {
      const timer = this.#timers.pop();
      if (timer === undefined) return false;
      if (timer.run === null) continue;
      this.#elapsedMs = timer.atMs;
      timer.run();
      return true;
    }
  }
}

/** From `nowMs` to the next time the local calendar shows `hour` o'clock. */
export function msUntilHour(nowMs: number, hour: number): number {
  const date = new Date(nowMs);
  const at = (day: number): number =>
    new Date(date.getFullYear(), date.getMonth(), date.getDate() + day, hour).getTime();
  return (at(0) > nowMs ? at(0) : at(1)) - nowMs;
}
