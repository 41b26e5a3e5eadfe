import type { Clock } from '#main/system/time/clock.ts';

interface Sleeper {
  readonly atMs: number;
  readonly wake: () => void;
}

/** A clock that stands still until nothing else is left to do, and then jumps to the next who sleeps. */
export class VirtualClock implements Clock {
  #nowMs: number;
  readonly #sleepers = new Set<Sleeper>();

  constructor(nowMs = Date.UTC(2026, 10, 23)) {
    this.#nowMs = nowMs;
  }

  now(): number {
    return this.#nowMs;
  }

  /** Sets it, as a user or a time server does: nobody who sleeps is woken earlier or later by it. */
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

  /** Lets everything happen that needs no time. */
  async settle(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** Lets time pass, at most until `untilMs`, as long as anybody sleeps. */
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

  /** Lets time pass until the promise has settled. Throws if that will never be. */
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
      if (next === null) throw new Error('Nobody sleeps, and still it is not done.');
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
