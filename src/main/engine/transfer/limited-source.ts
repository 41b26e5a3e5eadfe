import type { Clock } from '#main/system/time/clock.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ByteBudget } from '#shared/downloads/byte-budget.ts';
import type { FileSource } from './file-source.ts';
import { type Pace, pacedBody } from './pace.ts';

export interface Limits {
  readonly pace: Pace;
  readonly budget: ByteBudget;
  readonly clock: Clock;
  /** Is told when the day's bytes are used up, and that no more come before `untilMs`. */
  readonly onUsedUp: (untilMs: number) => void;
}

/** A source within limits. Where there are none a body goes through untouched, because every look at it costs. */
export function limitedSource(source: FileSource, limits: Limits): FileSource {
  const { pace, budget, clock, onUsedUp } = limits;
  const take = (bytes: number): number => {
    budget.spend(bytes, clock.now());
    const untilMs = budget.usedUpUntilMs(clock.now());
    if (untilMs !== null) onUsedUp(untilMs);
    return pace.take(bytes);
  };
  return {
    ...source,
    mapBodyError: (error) => source.mapBodyError(error),
    relist: (path, signal) => source.relist(path, signal),
    async openFile(request) {
      const untilMs = budget.usedUpUntilMs(clock.now());
      if (untilMs !== null) {
        onUsedUp(untilMs);
        throw new AppError('rate-limited', 'The bytes of this day are used up.', {
          retryAfterMs: untilMs - clock.now(),
        });
      }
      const response = await source.openFile(request);
      if (!pace.isLimited && !budget.hasLimit) return response;
      return { ...response, body: pacedBody(response.body, take, clock) };
    },
  };
}
