import { describe, expect, it } from 'vitest';
import { NONE_SELECTED as NONE, select } from './select-rows.ts';

const idAt = (index: number) => (index < 5 ? index + 100 : undefined);

describe('choosing rows', () => {
  it('takes one, more, or a run of them', () => {
    const one = select(NONE, 1, 'only', idAt);
    expect([...one.ids]).toEqual([101]);
    const two = select(one, 3, 'toggle', idAt);
    expect([...two.ids]).toEqual([101, 103]);
    expect([...select(two, 3, 'toggle', idAt).ids]).toEqual([101]);
    const run = select(two, 1, 'extend', idAt);
    expect(run.ids).toEqual(new Set([101, 102, 103]));
    expect(run.anchor).toBe(3);
  });

  it('passes over rows that have not come yet', () => {
    expect([...select({ ids: new Set([103]), anchor: 3 }, 7, 'extend', idAt).ids]).toEqual([
      103, 104,
    ]);
    expect(select(NONE, 7, 'only', idAt).ids.size).toBe(0);
  });
});
