import { describe, expect, it } from 'vitest';
import { rowsInSight, scrolledTo } from './use-row-window.ts';

const view = (count: number, scrollTop: number) => ({
  count,
  rowHeight: 28,
  scrollTop,
  sight: 560,
});

describe('The rows in sight', () => {
  it('are those between the edges, and a few more', () => {
    const { height, items } = rowsInSight(view(1_000, 2_800));
    expect(height).toBe(28_000);
    expect([items[0], items.at(-1)?.index]).toEqual([{ index: 94, top: 94 * 28 }, 125]);
    expect(rowsInSight(view(3, 0)).items.map(({ index }) => index)).toEqual([0, 1, 2]);
    expect(rowsInSight(view(0, 0)).items).toEqual([]);
  });

  it('reach the first and the last of a million, in a list that browsers can draw', () => {
    const { height } = rowsInSight(view(1_000_000, 0));
    expect(height).toBe(10_000_000);
    const { items } = rowsInSight(view(1_000_000, height - 560));
    expect(items.at(-1)).toEqual({ index: 999_999, top: expect.closeTo(height - 28, 3) });
  });

  it.each([3, 1_000, 1_000_000])('of %i show the row that is scrolled to', (count) => {
    let scrollTop = 0;
    for (const index of [count - 1, 0, Math.floor(count / 2), Math.floor(count / 2) + 1]) {
      scrollTop = scrolledTo(view(count, scrollTop), index);
      const { top } = rowsInSight(view(count, scrollTop)).items.find((row) => row.index === index)!;
      expect(top).toBeGreaterThanOrEqual(scrollTop - 0.01);
      expect(top + 28).toBeLessThanOrEqual(scrollTop + 560 + 0.01);
    }
  });
});
