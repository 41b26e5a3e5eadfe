import { describe, expect, it } from 'vitest';
import { sourceListOf, type SourceList } from '../source-lists/source-list.ts';
import { namesIn, packNames } from '../source-lists/source-names.ts';
import { rowsOnView, type Shown } from './rows-on-view.ts';
import {
  goTo,
  NOTHING_SELECTED,
  selectRange,
  sourcesFor,
  toggleAll,
  toggleRow,
} from './select-sources.ts';

/** Sources named by their index. */
function list(count: number, outside: readonly number[]): SourceList {
  const names = packNames(Array.from({ length: count }, (_, index) => ({ name: `s${index}` })));
  return sourceListOf(
    { id: 'x', name: 'x.csv', options: {} },
    {
      names,
      raDeg: Float64Array.from({ length: count }, (_, index) => index),
      decDeg: new Float64Array(count),
      seen: [],
      outside: Uint32Array.from(outside),
      badRows: [],
      badRowCount: 0,
      notes: [],
      warnings: [],
    },
  );
}

const sourcesOn = (of: SourceList, shown: Shown): number[] => {
  const rows = rowsOnView(of, shown, null);
  return Array.from({ length: rows.length }, (_, row) => rows.at(row));
};

describe('The sources on view', () => {
  it('are all, or those that an epoch observed, or the others', () => {
    const some = list(6, [0, 3, 5]);
    expect(sourcesOn(some, 'all')).toEqual([0, 1, 2, 3, 4, 5]);
    expect(sourcesOn(some, 'observed')).toEqual([1, 2, 4]);
    expect(sourcesOn(some, 'outside')).toEqual([0, 3, 5]);
    expect(sourcesOn(list(2, []), 'observed')).toEqual([0, 1]);
    expect(sourcesOn(list(2, [0, 1]), 'observed')).toEqual([]);
  });
});

describe('A selection of sources', () => {
  const some = list(6, [0, 3]);
  const rows = rowsOnView(some, 'observed', null);
  const selected = (selection: { readonly sources: ReadonlySet<number> }) =>
    [...selection.sources].toSorted((a, b) => a - b);

  it('grows by ranges from the row of the last click, over the rows on view alone', () => {
    const range = selectRange(goTo(NOTHING_SELECTED, 1), rows, 3);
    expect(selected(range)).toEqual([2, 4, 5]);
    expect(selected(toggleRow(range, rows, 2))).toEqual([2, 5]);
    expect(selected(selectRange(NOTHING_SELECTED, rows, 0))).toEqual([1]);
  });

  it('holds every row on view, then none', () => {
    const all = toggleAll(NOTHING_SELECTED, rows);
    expect(selected(all)).toEqual([1, 2, 4, 5]);
    expect(selected(toggleAll(all, rows))).toEqual([]);
  });

  it('goes to the worker with names and positions in the order of the table', () => {
    const { names, raDeg } = sourcesFor(some, new Set([4, 1]));
    const given = namesIn(names);
    expect([...raDeg]).toEqual([1, 4]);
    expect([given.at(0), given.at(1), given.length]).toEqual(['s1', 's4', 2]);
    expect(sourcesFor(some, new Set()).raDeg).toBe(some.raDeg);
  });
});
