import type { Clock } from '#main/system/time/clock.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ByteBudget } from '#shared/downloads/byte-budget.ts';
import type { FileSource } from './file-source.ts';
import { type Pace, pacedBody } from './pace.ts';

export interface Limits {
  readonly pace: Pace;
  readonly budget: ByteBudget;
  readonly clock: Clock;
  /** Called when today's byte budget is used up; no more bytes are requested before `untilMs`. */
  readonly onUsedUp: (untilMs: number) => void;
}

/** Applies the rate limit and the daily budget to a source. Without limits a body is passed on unchanged, at no cost. */
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
        throw new AppError('rate-limited', 'The byte budget for today is used up.', {
          retryAfterMs: untilMs - clock.now(),
        });
      }
      const response = await source.openFile(request);
      if (!pace.isLimited && !budget.hasLimit) return response;
      return { ...response, body: pacedBody(response.body, take, clock, request.signal) };
    },
  };
}
