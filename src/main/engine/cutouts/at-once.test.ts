import { describe, expect, it } from 'vitest';
import { createCallSlots } from './call-slots.ts';
import { forEachAtOnce } from './for-each-at-once.ts';

/** Work that counts how much of it is under way, and ends by `endAll`. */
function counted() {
  const state = { now: 0, most: 0 };
  const ends: (() => void)[] = [];
  return {
    state,
    work: async (): Promise<void> => {
      state.now += 1;
      state.most = Math.max(state.most, state.now);
      await new Promise<void>((resolve) => void ends.push(resolve));
      state.now -= 1;
    },
    async endAll(count: number): Promise<void> {
      for (let ended = 0; ended < count; ended += 1) {
        await expect.poll(() => ends.length).toBeGreaterThan(0);
        ends.shift()!();
      }
    },
  };
}

describe('calls in slots', () => {
  it('run a few at once, and all of them in the end, failures included', async () => {
    const slots = createCallSlots(3);
    const { state, work, endAll } = counted();
    const calls = Array.from({ length: 10 }, () => slots.run(work));
    await endAll(10);
    await Promise.all(calls);
    expect(state).toEqual({ now: 0, most: 3 });
    await expect(slots.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await slots.run(async () => 7)).toBe(7);
  });
});

describe('work on items at once', () => {
  it('takes each item once, in order, and no more at once than allowed', async () => {
    const { state, work, endAll } = counted();
    const begun: number[] = [];
    const done = forEachAtOnce([1, 2, 3, 4, 5], 2, async (item) => {
      begun.push(item);
      await work();
    });
    await endAll(5);
    await done;
    expect(begun).toEqual([1, 2, 3, 4, 5]);
    expect(state.most).toBe(2);
  });

  it('ends with the first failure, after what had begun', async () => {
    const begun: number[] = [];
    const finished: number[] = [];
    const done = forEachAtOnce([1, 2, 3, 4], 2, async (item) => {
      begun.push(item);
      if (item === 1) throw new Error('first');
      await Promise.resolve();
      finished.push(item);
    });
    await expect(done).rejects.toThrow('first');
    expect(begun).toEqual([1, 2]);
    expect(finished).toEqual([2]);
  });
});
