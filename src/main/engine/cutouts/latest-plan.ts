import { setImmediate as nextTurn } from 'node:timers/promises';
import { AppError } from '#shared/errors/app-error.ts';

/** Plans of which, for each asker, the latest counts. */
export interface LatestPlans {
  /**
   * Ends earlier plans of the asker; null for one whose plans do not end each other.
   *
   * @returns to be awaited now and then: lets other calls run, and throws AppError `cancelled` once a later plan began
   */
  begin(asker: number | null): () => Promise<void>;
}

/** Work between two turns of other calls. */
const TURN_MS = 10;

export function createLatest(): LatestPlans {
  const latest = new Map<number, symbol>();
  return {
    begin(asker) {
      const own = Symbol('plan');
      if (asker !== null) latest.set(asker, own);
      let turnMs = performance.now();
      return async () => {
        if (performance.now() - turnMs > TURN_MS) {
          await nextTurn();
          turnMs = performance.now();
        }
        if (asker === null || latest.get(asker) === own) return;
        throw new AppError('cancelled', 'Another plan was asked for.');
      };
    },
  };
}
