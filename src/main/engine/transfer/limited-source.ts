import type { Clock } from '#main/system/time/clock.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ByteLimits } from './byte-limits.ts';
import type { FileSource } from './file-source.ts';
import { pacedBody } from './pace.ts';

export interface LimitedSourceDeps {
  readonly limits: ByteLimits;
  readonly clock: Clock;
  /** Called when today's byte budget is used up; no more bytes are requested before `untilMs`. */
  readonly onUsedUp: (untilMs: number) => void;
}

/** Applies the rate limit and the daily budget to a source. Without limits a body is passed on unchanged, at no cost. */
export function limitedSource(
  source: FileSource,
  { limits, clock, onUsedUp }: LimitedSourceDeps,
): FileSource {
  const take = (bytes: number): number => {
    const waitMs = limits.take(bytes);
    const untilMs = limits.usedUpUntilMs();
    if (untilMs !== null) onUsedUp(untilMs);
    return waitMs;
  };
  return {
    ...source,
    mapBodyError: (error) => source.mapBodyError(error),
    relist: (path, signal) => source.relist(path, signal),
    async openFile(request) {
      const untilMs = limits.usedUpUntilMs();
      if (untilMs !== null) {
        onUsedUp(untilMs);
        throw new AppError('rate-limited', 'The byte budget for today is used up.', {
          retryAfterMs: untilMs - clock.now(),
        });
      }
      const response = await source.openFile(request);
      if (!limits.hasLimit) return response;
      return { ...response, body: pacedBody(response.body, take, clock, request.signal) };
    },
  };
}
