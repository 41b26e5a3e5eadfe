import { describe, expect, it } from 'vitest';
import type { CutoutPlan } from '#main/engine/contract/cutout-calls.ts';
import type { CutoutsAsked } from '#shared/calls/cutouts.ts';
import type { ChosenRun } from './chosen-run.ts';
import { createCutoutsPlanner } from './cutouts-planner.ts';

const COST: CutoutPlan = { images: [], freeBytes: null, freeFiles: null };

/** A planner whose steps are counted, and the plan of a size. */
function counted() {
  const chosen: number[] = [];
  const cost: number[] = [];
  const planner = createCutoutsPlanner({
    async choose(asked) {
      chosen.push(asked.sizeDeg);
      const none = { images: [], unlisted: [], unseen: [] };
      const input = { sizeDeg: asked.sizeDeg, outputFolder: `/out/${asked.sizeDeg}` };
      return { asked, chosen: none, input } as unknown as ChosenRun;
    },
    async cost({ input }) {
      cost.push(input.sizeDeg);
      return COST;
    },
    isConnected: () => false,
  });
  const plan = (sizeDeg: number) => planner.plan({ sizeDeg } as CutoutsAsked);
  return { chosen, cost, plan };
}

describe('plans of one page', () => {
  it('that come together are one plan: the last', async () => {
    const { chosen, cost, plan } = counted();
    const outcomes = await Promise.allSettled([1, 2, 3].map((size) => plan(size)));
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
    expect(outcomes[0]).toMatchObject({ reason: { code: 'cancelled' } });
    expect(outcomes[2]).toMatchObject({ value: { outputFolder: '/out/3' } });
    expect([chosen, cost]).toEqual([[3], [3]]);
  });

  it('do not end those of another page', async () => {
    const [one, other] = [counted(), counted()];
    const outcomes = await Promise.allSettled([one.plan(1), other.plan(2)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
  });
});
