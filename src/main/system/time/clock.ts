import { setTimeout as delay } from 'node:timers/promises';

/** The time for services, so that tests can control it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Waits; rejects with the signal's reason when aborted. */
  delay(delayMs: number, signal?: AbortSignal): Promise<void>;
}

/** The maximum delay of a system timer. */
const MAX_DELAY_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  async delay(delayMs, signal) {
    try {
      await delay(
        Math.min(delayMs, MAX_DELAY_MS),
        undefined,
        signal === undefined ? {} : { signal },
      );
    } catch (error) {
      throw signal?.aborted ? signal.reason : error;
    }
  },
};
