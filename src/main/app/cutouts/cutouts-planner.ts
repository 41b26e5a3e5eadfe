import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CutoutPlan } from '#main/engine/contract/cutout-calls.ts';
import type { CutoutsAsked, CutoutsPlan } from '#shared/calls/cutouts.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ChosenRun } from './chosen-run.ts';
import { planOf } from './plan-of.ts';

/** Plans cutouts for one page, which asks again with every change of a size: the last plan counts, earlier ones end. */
export interface CutoutsPlanner {
  /** What cutouts will cost. Asks Dropbox nothing. Rejects with `cancelled` if another plan is asked for meanwhile. */
  plan(asked: CutoutsAsked): Promise<CutoutsPlan>;
}

export interface CutoutsPlannerDeps {
  readonly choose: (asked: CutoutsAsked) => Promise<ChosenRun>;
  /** The engine's plan of a run. */
  readonly cost: (chosen: ChosenRun) => Promise<CutoutPlan>;
  readonly isConnected: () => boolean;
}

export function createCutoutsPlanner(deps: CutoutsPlannerDeps): CutoutsPlanner {
  let last: CutoutsAsked | null = null;
  return {
    async plan(asked) {
      last = asked;
      const unlessReplaced = (): void => {
        if (last !== asked) throw new AppError('cancelled', 'Another plan was asked for.');
      };
      // Of plans that came together, only the last one begins.
      await nextTurn();
      unlessReplaced();
      const chosen = await deps.choose(asked);
      unlessReplaced();
      return planOf(chosen, await deps.cost(chosen), deps.isConnected());
    },
  };
}
