import type { Clock } from '#main/system/time/clock.ts';

/** A clock on which waits are over at once and move it on, unless it is held: then they last until it is let go. */
export class TestClock implements Clock {
  /** How long everybody wanted to wait, in milliseconds, in turn. */
  readonly waits: number[] = [];
  /** Is called with every wait, before it ends. */
  onWait: (delayMs: number) => Promise<void> | void = () => undefined;
  /** Never goes back, and what waits are measured by. */
  #passedMs = 0;
  #startMs = Date.now();
  #hold: PromiseWithResolvers<void> | null = null;
  #held = Promise.withResolvers<void>();

  now(): number {
    return this.#startMs + this.#passedMs;
  }

  /** Sets it, as a user, a time server or a machine that wakes up does. */
  jump(byMs: number): void {
    this.#startMs += byMs;
  }

  /** From now on nobody's wait ends. @returns when somebody waits */
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
    // A turn of the event loop, so that waits that follow each other never keep the network from its own.
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
