import { describe, expect, it } from 'vitest';
import { queueOf } from '../downloads/testing/queue-of.ts';
import { HISTORY_STEPS, isStalled, NOTHING_WATCHED, rateOf, watchQueue } from './queue-watch.ts';

const file = (id: number, bytesDone: number) => ({
  id,
  path: `/${id}.fits`,
  state: 'active' as const,
  size: 1e9,
  bytesDone,
  attempts: 0,
});

describe('watchQueue', () => {
  it('estimates the rate of a file from two snapshots', () => {
    let watch = watchQueue(NOTHING_WATCHED, queueOf({ active: [file(1, 0)] }), 10_000);
    watch = watchQueue(watch, queueOf({ active: [file(1, 5e6)] }), 11_000);
    expect(watch.paces.get(1)?.rate.bytesPerSecond).toBeCloseTo(5e6);
    watch = watchQueue(watch, queueOf({ active: [file(2, 0)] }), 12_000);
    expect([...watch.paces.keys()]).toEqual([2]);
  });

  it('has rates of files that never add up to more than the rate of all', () => {
    const at = (bytes: number, bytesPerSecond: number) =>
      queueOf({ active: [file(1, bytes), file(2, bytes * 3)], bytesPerSecond });
    const rates = (bytesPerSecond: number) => {
      const before = watchQueue(NOTHING_WATCHED, at(0, 0), 10_000);
      const { paces, snapshot } = watchQueue(before, at(1e6, bytesPerSecond), 11_000);
      return [1, 2].map((id) => rateOf(paces.get(id), paces, snapshot!));
    };
    expect(rates(2e6)).toEqual([0.5e6, 1.5e6]);
    expect(rates(5e6)).toEqual([1e6, 3e6]);
  });

  it('reports a file as stalled until bytes arrive again', () => {
    let watch = watchQueue(NOTHING_WATCHED, queueOf({ active: [file(1, 100)] }), 0);
    watch = watchQueue(watch, queueOf({ active: [file(1, 100)] }), 9_000);
    expect(isStalled(watch.paces.get(1), 9_000)).toBe(true);
    watch = watchQueue(watch, queueOf({ active: [file(1, 101)] }), 9_100);
    expect(isStalled(watch.paces.get(1), 9_100)).toBe(false);
    expect(isStalled(undefined, 9_100)).toBe(false);
  });

  it('starts again with a file that starts again', () => {
    let watch = watchQueue(NOTHING_WATCHED, queueOf({ active: [file(1, 9e6)] }), 0);
    watch = watchQueue(watch, queueOf({ active: [file(1, 0)] }), 1_000);
    expect(watch.paces.get(1)?.rate.bytesPerSecond).toBeNull();
  });

  it('keeps one value per second of the last three minutes', () => {
    let watch = NOTHING_WATCHED;
    for (let step = 0; step < 2_000; step += 1) {
      watch = watchQueue(
        watch,
        queueOf({ active: [file(1, step)], bytesPerSecond: step }),
        10_000 + step * 250,
      );
    }
    expect(watch.history).toHaveLength(HISTORY_STEPS);
    expect(watch.history.at(-2)! - watch.history.at(-3)!).toBe(4);
    expect(watch.history.at(-1)).toBe(1_999);
  });
});
