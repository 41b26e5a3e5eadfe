import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { backoffMs } from './backoff.ts';

const backoff = { firstMs: 500, longestMs: 15_000 };

it('doubles from retry to retry', () => {
  expect([0, 1, 2, 3].map((retry) => backoffMs(retry, backoff, 0))).toEqual([250, 500, 1000, 2000]);
});

it('waits between half of the delay and all of it, and never longer than the longest', () => {
  const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(fc.nat({ max: 2_000 }), random, (retry, chance) => {
      const fullMs = Math.min(backoff.longestMs, backoff.firstMs * 2 ** retry);
      const waitMs = backoffMs(retry, backoff, chance);
      expect(waitMs).toBeGreaterThanOrEqual(fullMs / 2);
      expect(waitMs).toBeLessThanOrEqual(fullMs);
    }),
  );
});
