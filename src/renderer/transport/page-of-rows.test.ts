import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIRST_PAGE, pageAround } from './page-of-rows.ts';

describe('pageAround', () => {
  it('returns the same object while a little scrolling needs no new rows', () => {
    const page = pageAround(FIRST_PAGE, 210, 240);
    expect(page).toEqual({ offset: 100, limit: 200 });
    expect(pageAround(page, 215, 245)).toBe(page);
    expect(pageAround(FIRST_PAGE, 0, 40)).toBe(FIRST_PAGE);
  });

  it('contains all rows in sight and some on either side', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(200), (first, more) => {
        const { offset, limit } = pageAround(FIRST_PAGE, first, first + more);
        expect(offset).toBeLessThanOrEqual(Math.max(0, first - 50));
        expect(offset + limit).toBeGreaterThan(first + more + 50);
        expect(limit).toBeLessThanOrEqual(more + 300);
      }),
    );
  });
});
