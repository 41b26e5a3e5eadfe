import { andBits, type Bitset, createBitset, setBit } from '#shared/catalogue/bitset.ts';
import { type Catalogue, pathsOf, rowOfPath } from '#shared/catalogue/catalogue.ts';
import { DEFAULT_FILTER, type Filter } from '#shared/catalogue/filter.ts';
import { createSearch } from '#shared/catalogue/search.ts';
import { sumTree } from '#shared/catalogue/tree-ticks.ts';
import { createTree } from '#shared/catalogue/tree.ts';
import type { Browsed, TreeGrouping, TreeSort } from './browsed.ts';
import { deriveBrowsed, rowsOf } from './derive-browsed.ts';
import { createFolderTree } from './folder-tree.ts';
import type { AnyTree } from './labels.ts';

/** The same filter, search and grouping of another catalogue. Ticks are carried over by path. */
export function withCatalogue(
  before: Browsed | null,
  revision: number,
  catalogue: Catalogue,
): Browsed {
  const grouping = before?.grouping ?? 'epoch-field-product';
  const tree = treeOf(catalogue, grouping);
  const ticks = createBitset(catalogue.length);
  if (before !== null) {
    for (const path of pathsOf(before.catalogue, before.ticks)) {
      const row = rowOfPath(catalogue, path);
      if (row !== -1) setBit(ticks, row);
    }
  }
  return deriveBrowsed({
    revision,
    catalogue,
    grouping,
    filter: before?.filter ?? DEFAULT_FILTER,
    query: before?.query ?? '',
    sort: before?.sort ?? null,
    ticks,
    onDisk: createBitset(catalogue.length),
    open: new Uint8Array(tree.levels.length),
    active: null,
    tree,
    search: createSearch(catalogue),
  });
}

export function withQuery(browsed: Browsed, query: string): Browsed {
  return deriveBrowsed({ ...browsed, query });
}

export function withFilter(browsed: Browsed, filter: Filter): Browsed {
  return deriveBrowsed({ ...browsed, filter });
}

export function withGrouping(browsed: Browsed, grouping: TreeGrouping): Browsed {
  if (grouping === browsed.grouping) return browsed;
  const tree = treeOf(browsed.catalogue, grouping);
  const open = new Uint8Array(tree.levels.length);
  return deriveBrowsed({ ...browsed, grouping, tree, open, active: null });
}

export function withSort(browsed: Browsed, sort: TreeSort | null): Browsed {
  const next = { ...browsed, sort };
  return { ...next, rows: rowsOf(next) };
}

export function withOnDisk(browsed: Browsed, onDisk: Bitset): Browsed {
  const { tree, catalogue, onView } = browsed;
  const next = { ...browsed, onDisk, diskSums: sumTree(tree, catalogue, andBits(onDisk, onView)) };
  return next.sort?.by === 'disk' ? { ...next, rows: rowsOf(next) } : next;
}

function treeOf(catalogue: Catalogue, grouping: TreeGrouping): AnyTree {
  return grouping === 'folders' ? createFolderTree(catalogue) : createTree(catalogue, grouping);
}
