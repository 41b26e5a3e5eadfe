import { setTimeout as delay } from 'node:timers/promises';

/** Lets bytes pass at a steady rate, shared by all responses that use it. */
export interface Pacer {
  /** The most that should be asked for at once. */
  readonly pieceBytes: number;
  /** Resolves when the bytes may go. */
  pass(bytes: number): Promise<void>;
}

/** Time as a pacer needs it. */
export interface PacerClock {
  nowMs(): number;
  wait(milliseconds: number): Promise<void>;
}

const REAL_CLOCK: PacerClock = {
  nowMs: () => performance.now(),
  wait: (milliseconds) => delay(milliseconds),
};

const PIECES_PER_SECOND = 50;
const MAX_PIECE_BYTES = 65_536;

export function createPacer(bytesPerSecond: number, clock: PacerClock = REAL_CLOCK): Pacer {
  // When the link is free again; callers queue up behind each other by moving it on.
  let freeAtMs = 0;
  return {
    pieceBytes: Math.max(
      1,
      Math.min(MAX_PIECE_BYTES, Math.floor(bytesPerSecond / PIECES_PER_SECOND)),
    ),
    async pass(bytes) {
      const nowMs = clock.nowMs();
      freeAtMs = Math.max(nowMs, freeAtMs) + (1000 * bytes) / bytesPerSecond;
      const waitMs = freeAtMs - nowMs;
      // Timers are no finer than a millisecond; what is shorter adds up in freeAtMs.
      if (waitMs >= 1) await clock.wait(waitMs);
    },
  };
}
