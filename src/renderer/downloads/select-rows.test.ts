import { describe, expect, it } from 'vitest';
import {
  isNoneSelected,
  isSelected,
  NONE_SELECTED as NONE,
  select,
  selectAll,
  selectSpan,
  targetOf,
} from './select-rows.ts';

const at = (index: number) => ({ index, id: index + 100 });
const LIST = { filter: 'queued', search: 'rms' } as const;

describe('the selection of rows', () => {
  it('takes one row or several, and removes rows again', () => {
    const one = select(NONE, at(1), 'only');
    expect([...one.ids]).toEqual([101]);
    const two = select(one, at(3), 'toggle');
    expect([...two.ids]).toEqual([101, 103]);
    expect([...select(two, at(3), 'toggle').ids]).toEqual([101]);
    expect([...select(two, at(4), 'only').ids]).toEqual([104]);
    expect(two.anchor).toEqual(at(3));
  });

  it('stays the same if the row is not loaded yet', () => {
    const one = select(NONE, at(1), 'only');
    expect(select(one, { index: 7_000, id: null }, 'toggle')).toBe(one);
    expect(select(one, { index: 7_000, id: null }, 'only')).toBe(one);
  });

  it('takes the whole list except some rows, however long it is', () => {
    const all = selectAll(at(0));
    expect([isSelected(all, 5), isNoneSelected(all)]).toEqual([true, false]);
    const most = select(all, at(3), 'toggle');
    expect([isSelected(most, 103), isSelected(most, 104)]).toEqual([false, true]);
    expect(isNoneSelected(select(NONE, at(3), 'toggle'))).toBe(false);
    expect(isNoneSelected(NONE)).toBe(true);
  });

  it('over rows that were never loaded keeps the files of its ends, not their positions', () => {
    const span = { ids: Uint32Array.of(7, 8, 9), from: 9, to: 7 };
    expect(selectSpan(span, { index: 40, id: null }, { index: 3, id: 7 })).toEqual({
      selected: { isAll: false, ids: new Set([7, 8, 9]), anchor: { index: 40, id: 9 } },
      cursor: { index: 3, id: 7 },
    });
    const gone = selectSpan({ ids: new Uint32Array(), from: null, to: null }, at(1), at(3));
    expect(gone).toEqual({ selected: NONE, cursor: { index: 3, id: null } });
  });

  it('goes to main as ids, or as a list with exceptions', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => index).reduce(
      (before, index) => select(before, at(index), 'toggle'),
      NONE,
    );
    expect(targetOf(hundred, { filter: 'all', search: '' })).toMatchObject({ kind: 'ids' });
    expect(targetOf(select(selectAll(at(0)), at(3), 'toggle'), LIST)).toEqual({
      kind: 'list',
      ...LIST,
      except: Uint32Array.of(103),
    });
  });
});
