import type { Clock } from '#main/system/time/clock.ts';

/** A clock whose delays end at once and advance it, unless it is held: then they last until it is released. */
export class TestClock implements Clock {
  /** All requested delays, in milliseconds, in order. */
  readonly waits: number[] = [];
  /** Called for every delay, before it ends. */
  onWait: (delayMs: number) => Promise<void> | void = () => undefined;
  /** Monotonic time, by which delays are measured. */
  #passedMs = 0;
  #startMs = Date.now();
  #hold: PromiseWithResolvers<void> | null = null;
  #held = Promise.withResolvers<void>();

  now(): number {
    return this.#startMs + this.#passedMs;
  }

  /** Sets the clock, as a user, a time server or a machine that wakes up does. */
  jump(byMs: number): void {
    this.#startMs += byMs;
  }

  /** Holds all delays from now on. @returns a promise for the first delay */
  hold(): Promise<void> {
    this.#hold = Promise.withResolvers();
    this.#held = Promise.withResolvers();
    return this.#held.promise;
  }

  letGo(): void {
    this.#hold?.resolve();
    this.#hold = null;
  }

  async delay(delayMs: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.waits.push(delayMs);
    const dueMs = this.#passedMs + delayMs;
    this.#held.resolve();
    await this.onWait(delayMs);
    if (this.#hold !== null) await this.#untilLetGo(this.#hold.promise, signal);
    // One round of the event loop, so that successive delays never block the network.
    await new Promise((resolve) => setImmediate(resolve));
    signal?.throwIfAborted();
    this.#passedMs = Math.max(this.#passedMs, dueMs);
  }

  #untilLetGo(letGo: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
      void letGo.then(resolve);
    });
  }
}
