import { describe, expect, it } from 'vitest';
import { findTyped, commandOfKey } from './tree-keys.ts';

/** Epoch, open: field, closed; field, open: file. Then another epoch. */
const rows = {
  length: 5,
  items: Int32Array.of(1, 2, 5, ~0, 9),
  depths: Uint8Array.of(1, 2, 2, 3, 1),
  parents: Int32Array.of(-1, 0, 0, 2, -1),
  positions: Uint32Array.of(1, 1, 2, 1, 2),
  siblings: Uint32Array.of(2, 2, 2, 1, 2),
};

const press = (key: string, at: number) =>
  commandOfKey(key, {
    rows,
    at,
    isOpen: (index) => index === 0 || index === 2,
    isLeaf: (index) => index === 3,
    page: 3,
  });

describe('The keys of the tree', () => {
  it('move the cursor, and stop at the ends', () => {
    expect(press('ArrowDown', 0)).toEqual({ kind: 'go', to: 1 });
    expect(press('ArrowDown', 4)).toEqual({ kind: 'go', to: 4 });
    expect(press('ArrowUp', 0)).toEqual({ kind: 'go', to: 0 });
    expect(press('PageDown', 1)).toEqual({ kind: 'go', to: 4 });
    expect(press('Home', 3)).toEqual({ kind: 'go', to: 0 });
    expect(press('End', 0)).toEqual({ kind: 'go', to: 4 });
  });

  it('open with → and then enter, close with ← and then leave', () => {
    expect(press('ArrowRight', 1)).toEqual({ kind: 'open', at: 1 });
    expect(press('ArrowRight', 2)).toEqual({ kind: 'go', to: 3 });
    expect(press('ArrowRight', 3)).toBeNull();
    expect(press('ArrowLeft', 3)).toEqual({ kind: 'go', to: 2 });
    expect(press('ArrowLeft', 2)).toEqual({ kind: 'close', at: 2 });
    expect(press('ArrowLeft', 4)).toBeNull();
  });

  it('tick with the space bar, and with Enter open a node or tick a file', () => {
    expect(press(' ', 2)).toEqual({ kind: 'tick', at: 2 });
    expect(press('Enter', 1)).toEqual({ kind: 'open', at: 1 });
    expect(press('Enter', 3)).toEqual({ kind: 'tick', at: 3 });
    expect(press('x', 1)).toBeNull();
  });
});

describe('Typing a name', () => {
  const names = ['Epoch 01', 'VAST_0012+00A', 'VAST_0012-06A', 'VAST_0918+00A', 'Epoch 02'];
  const find = (typed: string, at: number) =>
    findTyped(typed, names.length, at, (index) => names[index]!);

  it('finds the next row, with or without its prefix, and continues at the top', () => {
    expect(find('e', 0)).toBe(4);
    expect(find('e', 4)).toBe(0);
    expect(find('0918', 0)).toBe(3);
    expect(find('vast_0012-', 1)).toBe(2);
    expect(find('02', 0)).toBe(4);
    expect(find('zz', 0)).toBe(-1);
  });

  it('stays on the row while it still matches', () => {
    expect(find('00', 1)).toBe(1);
  });
});
