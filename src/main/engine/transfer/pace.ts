import type { FileBody } from '#main/engine/wire/body-sink.ts';
import type { Clock } from '#main/system/time/clock.ts';

/** Deviations up to this long are not corrected, because timers are inexact. The sum stays exact. */
const SLACK_MS = 200;

/** A rate limit that all transfers share. */
export class Pace {
  readonly #clock: Clock;
  #bytesPerSecond: number | null = null;
  #dueMs = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Null for no limit. Bytes counted before do not count against the new limit. */
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

/** At most so much is read at once, so that waits are spread evenly. */
const MAX_PIECE_BYTES = 64 * 1024;

/**
 * A body that waits after each piece for as many milliseconds as `take` returns.
 *
 * @param signal ends such a wait, which may last for minutes; a body through a proxy does not notice it by itself
 */
export function pacedBody(
  body: FileBody,
  take: (bytes: number) => number,
  clock: Pick<Clock, 'delay'>,
  signal: AbortSignal,
): FileBody {
  const stop = new AbortController();
  const anyStop = AbortSignal.any([stop.signal, signal]);
  return {
    async readInto(sink) {
      let waitMs = 0;
      try {
        await body.readInto({
          space: () => (waitMs >= 1 ? null : (sink.space()?.subarray(0, MAX_PIECE_BYTES) ?? null)),
          landed(count) {
            waitMs = take(count);
            return sink.landed(count);
          },
          async whenSpace() {
            if (waitMs < 1) return await sink.whenSpace();
            await clock.delay(waitMs, anyStop);
            waitMs = 0;
          },
        });
      } finally {
        stop.abort();
      }
    },
    destroy() {
      stop.abort();
      body.destroy();
    },
  };
}
