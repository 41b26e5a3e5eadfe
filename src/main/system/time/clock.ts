import { setTimeout as delay } from 'node:timers/promises';

/** Time as services see it, so that tests can hold it in their hands. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Waits; rejects with the signal's reason when aborted. */
  delay(delayMs: number, signal?: AbortSignal): Promise<void>;
}

/** The longest that a timer of the system can wait. */
const LONGEST_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  async delay(delayMs, signal) {
    try {
      await delay(Math.min(delayMs, LONGEST_MS), undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      throw signal?.aborted ? signal.reason : error;
    }
  },
};
