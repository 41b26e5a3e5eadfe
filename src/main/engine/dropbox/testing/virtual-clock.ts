import type { Clock } from '#main/system/time/clock.ts';

interface Sleeper {
  readonly atMs: number;
  readonly wake: () => void;
}

/** A clock that stands still until nothing else is left to do, and then jumps to the next sleeper. */
export class VirtualClock implements Clock {
  #nowMs: number;
  readonly #sleepers = new Set<Sleeper>();

  constructor(nowMs = Date.UTC(2026, 10, 23)) {
    this.#nowMs = nowMs;
  }

  now(): number {
    return this.#nowMs;
  }

  /** Sets the clock, as a user or a time server does: sleepers wake neither earlier nor later. */
  set(nowMs: number): void {
    const shiftMs = nowMs - this.#nowMs;
    const sleepers = [...this.#sleepers];
    this.#sleepers.clear();
    for (const { atMs, wake } of sleepers) this.#sleepers.add({ atMs: atMs + shiftMs, wake });
    this.#nowMs = nowMs;
  }

  delay(delayMs: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const wake = () => {
        signal?.removeEventListener('abort', aborted);
        resolve();
      };
      const aborted = () => {
        for (const sleeper of this.#sleepers) {
          if (sleeper.wake === wake) this.#sleepers.delete(sleeper);
        }
        reject(signal!.reason);
      };
      signal?.addEventListener('abort', aborted, { once: true });
      this.#sleepers.add({ atMs: this.#nowMs + Math.max(0, delayMs), wake });
    });
  }

  /** Runs everything that needs no time. */
  async settle(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** Advances the time up to `untilMs`, as long as there are sleepers. */
  async runUntil(untilMs: number): Promise<void> {
    for (;;) {
      await this.settle();
      const next = this.#next();
      if (next === null || next.atMs > untilMs) break;
      this.#sleepers.delete(next);
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      next.wake();
    }
    this.#nowMs = Math.max(this.#nowMs, untilMs);
  }

  /** Advances the time until the promise settles. Throws if it never will. */
  async runFor<T>(promise: Promise<T>): Promise<T> {
    let settled = false;
    const watched = promise.finally(() => {
      settled = true;
    });
    watched.catch(() => undefined);
    for (;;) {
      await this.settle();
      if (settled) return watched;
      const next = this.#next();
      if (next === null) throw new Error('The promise is pending, but nothing sleeps.');
      this.#sleepers.delete(next);
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      next.wake();
    }
  }

  #next(): Sleeper | null {
    let next: Sleeper | null = null;
    for (const sleeper of this.#sleepers) {
      if (next === null || sleeper.atMs < next.atMs) next = sleeper;
    }
    return next;
  }
}
