import { cancelled } from './connection-states.ts';

/** The latest attempt wins: an earlier one throws `cancelled` at its next check. */
export class LatestAttempt {
  #number = 0;
  #running: Promise<unknown> = Promise.resolve();

  /** The number of the latest attempt; 0 before the first. */
  get number(): number {
    return this.#number;
  }

  /** Outdates every attempt before. @returns the number of the new one */
  begin(): number {
    this.#number += 1;
    return this.#number;
  }

  isLatest(number: number): boolean {
    return number === this.#number;
  }

  /** Throws AppError `cancelled` if a newer attempt has begun. */
  check(number: number): void {
    if (!this.isLatest(number)) throw cancelled();
  }

  /** Keeps the work of the latest attempt, so that the next one can wait until it has stopped. */
  async run(work: Promise<unknown>): Promise<void> {
    this.#running = work;
    await work;
  }

  /** Ends with the work under way, and throws what that throws. */
  async ended(): Promise<void> {
    await this.#running;
  }
}
