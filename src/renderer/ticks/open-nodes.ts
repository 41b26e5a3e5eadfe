import { hasBit } from '#shared/catalogue/bitset.ts';
import type { Browsed } from './browsed.ts';
import { isLeaf, rowsOf } from './derive-browsed.ts';
import { fileOfItem, isFile, type Item } from './visible-rows.ts';

export function withOpen(browsed: Browsed, nodes: Iterable<number>, isOpen: boolean): Browsed {
  const opened = browsed.opened.slice();
  for (const node of nodes) opened[node] = isOpen ? 1 : 0;
  return reopen(browsed, opened);
}

export function withAllOpen(browsed: Browsed, isOpen: boolean): Browsed {
  return reopen(browsed, new Uint8Array(browsed.opened.length).fill(isOpen ? 1 : 0));
}

/** Nodes opened or closed in the results of a search are forgotten when the search ends. */
function reopen(browsed: Browsed, opened: Uint8Array): Browsed {
  const open = browsed.opened === browsed.open ? opened : browsed.open;
  return { ...browsed, open, opened, rows: rowsOf({ ...browsed, opened }) };
}

export function isOpenNode(browsed: Browsed, item: Item): boolean {
  return !isLeaf(browsed, item) && browsed.opened[item] === 1;
}

/** The catalogue row of a leaf; null for an item that can be opened. */
export function fileOfLeaf(browsed: Browsed, item: Item): number | null {
  if (isFile(item)) return fileOfItem(item);
  if (!isLeaf(browsed, item)) return null;
  const { tree, onView } = browsed;
  const rows = tree.rows.subarray(tree.starts[item], tree.ends[item]);
  return rows.find((row) => hasBit(onView, row)) ?? null;
}
