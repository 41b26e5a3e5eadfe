import { Transform, type TransformCallback } from 'node:stream';
import type { Clock } from '#main/time/clock.ts';

/** So much may come late, or early, without being paid for: timers are not exact, the sum is. */
const SLACK_MS = 200;

/** An even pace that all who take bytes share. */
export class Pace {
  readonly #clock: Clock;
  #bytesPerSecond: number | null = null;
  #dueMs = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Null for no limit. What is taken already is not taken back. */
  set bytesPerSecond(bytesPerSecond: number | null) {
    this.#bytesPerSecond = bytesPerSecond;
    this.#dueMs = 0;
  }

  get isLimited(): boolean {
    return this.#bytesPerSecond !== null;
  }

  /** Counts bytes that came. @returns how long to wait before the next may come, in milliseconds */
  take(bytes: number): number {
    if (this.#bytesPerSecond === null) return 0;
    const nowMs = this.#clock.now();
    const from = Math.max(this.#dueMs, nowMs - SLACK_MS);
    this.#dueMs = from + (bytes / this.#bytesPerSecond) * 1_000;
    return Math.max(0, this.#dueMs - nowMs);
  }
}

/** Lets a body through, asking after each part how long to wait for the next. */
export class PacedBody extends Transform {
  readonly #take: (bytes: number) => number;
  #timer: NodeJS.Timeout | null = null;

  constructor(take: (bytes: number) => number) {
    super({ highWaterMark: 0 });
    this.#take = take;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    const waitMs = this.#take(chunk.length);
    if (waitMs < 1) {
      done(null, chunk);
      return;
    }
    this.#timer = setTimeout(() => done(null, chunk), waitMs);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    done(error);
  }
}
