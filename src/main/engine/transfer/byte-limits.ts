import type { Clock } from '#main/system/time/clock.ts';
import type { ByteBudget } from '#shared/downloads/byte-budget.ts';
import type { Pace } from './pace.ts';

/** How many bytes the transfers may take: at a rate, and on one day. */
export interface ByteLimits {
  /** Whether there is a rate or a daily limit, so that bytes have to be counted. */
  readonly hasLimit: boolean;
  /** Counts bytes that came. @returns how long to wait before the next may come, in milliseconds */
  take(bytes: number): number;
  /** When bytes may come again, in milliseconds since 1970; null if they may now. */
  usedUpUntilMs(): number | null;
}

/** The limits of one process. */
export function createByteLimits(
  pace: Pace,
  budget: ByteBudget,
  clock: Pick<Clock, 'now'>,
): ByteLimits {
  return {
    get hasLimit() {
      return pace.isLimited || budget.hasLimit;
    },
    take(bytes) {
      budget.spend(bytes, clock.now());
      return pace.take(bytes);
    },
    usedUpUntilMs: () => budget.usedUpUntilMs(clock.now()),
  };
}
