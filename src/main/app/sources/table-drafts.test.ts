import { describe, expect, it } from 'vitest';
import { createTableDrafts } from './table-drafts.ts';

describe('A table that arrives in parts', () => {
  it('is whole at the end, and again from its beginning', () => {
    const drafts = createTableDrafts();
    drafts.append('x', 0, Uint8Array.of(9));
    drafts.append('x', 0, Uint8Array.of(1, 2));
    drafts.append('y', 0, Uint8Array.of(7));
    drafts.append('x', 2, Uint8Array.of(3));
    expect([...drafts.take('x')]).toEqual([1, 2, 3]);
    expect([...drafts.take('y')]).toEqual([7]);
    expect(() => drafts.take('x')).toThrow(/did not arrive whole/);
  });

  it('is refused where a part is missing', () => {
    const drafts = createTableDrafts();
    drafts.append('x', 0, Uint8Array.of(1));
    expect(() => drafts.append('x', 2, Uint8Array.of(3))).toThrow(/did not arrive whole/);
    expect(() => drafts.append('z', 1, Uint8Array.of(3))).toThrow(/did not arrive whole/);
  });

  it('takes no more memory than a few tables', () => {
    const drafts = createTableDrafts();
    for (const id of ['a', 'b', 'c', 'd', 'e']) drafts.append(id, 0, Uint8Array.of(1));
    expect(() => drafts.take('a')).toThrow();
    expect([...drafts.take('b')]).toEqual([1]);
  });
});
