import { describe, expect, it } from 'vitest';
import { namesIn, packNames } from '../source-lists/source-names.ts';
import { rowsOnView, type Shown } from './rows-on-view.ts';

const list = {
  names: namesIn(packNames(['a', 'b', 'c', 'd', 'e'].map((name) => ({ name })))),
  outside: Uint32Array.of(1, 3),
};

function shownAs(shown: Shown, arranged: readonly number[] | null): readonly number[] {
  const rows = rowsOnView(list, shown, arranged && Uint32Array.from(arranged));
  return Array.from({ length: rows.length }, (_, row) => rows.at(row));
}

describe('The rows on view', () => {
  it('are the sources of a kind in the order of the table', () => {
    expect(shownAs('all', null)).toEqual([0, 1, 2, 3, 4]);
    expect(shownAs('observed', null)).toEqual([0, 2, 4]);
    expect(shownAs('outside', null)).toEqual([1, 3]);
    expect(shownAs('not-read', null)).toEqual([]);
  });

  it('are those of them that were found, in another order', () => {
    expect(shownAs('all', [4, 3, 0])).toEqual([4, 3, 0]);
    expect(shownAs('observed', [4, 3, 0])).toEqual([4, 0]);
    expect(shownAs('outside', [4, 3, 0])).toEqual([3]);
    expect(shownAs('outside', [])).toEqual([]);
  });
});
