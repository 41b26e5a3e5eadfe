import type { Clock } from '#main/system/time/clock.ts';

/** A clock whose delays end at once, for tests with a real server. Records the delays. */
export class InstantClock implements Clock {
  readonly delays: number[] = [];
  #nowMs = Date.UTC(2026, 10, 23);

  now(): number {
    return this.#nowMs;
  }

  async delay(delayMs: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.delays.push(delayMs);
    this.#nowMs += delayMs;
    await Promise.resolve();
  }
}
