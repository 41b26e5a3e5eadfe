import { applyFilter } from '#shared/catalogue/apply-filter.ts';
import { andBits, type Bitset, fullBitset } from '#shared/catalogue/bitset.ts';
import { totalsOf } from '#shared/catalogue/catalogue.ts';
import { countFacets } from '#shared/catalogue/facets.ts';
import { sumTree, totalsOfNode } from '#shared/catalogue/tree-ticks.ts';
import { guessSizes } from '#shared/plan/estimate-bytes.ts';
import type { Browsed, BrowsedBasis } from './browsed.ts';
import { sorterOf } from './sort-items.ts';
import { isFile, type Item, type VisibleRows, visibleRows } from './visible-rows.ts';

/** The level of products in trees by epoch or field; they contain only files. */
const PRODUCT_LEVEL = 3;

/** A search with at most this many results opens all nodes. */
const MAX_FILES_OPENED = 400;

/** Works out everything that follows from a basis. */
export function deriveBrowsed(basis: BrowsedBasis): Browsed {
  const { catalogue, tree, filter, query, search } = basis;
  const isSearching = query.trim() !== '';
  const found = isSearching ? search(query) : fullBitset(catalogue.length);
  const onView = andBits(applyFilter(catalogue, filter), found);
  const viewSums = sumTree(tree, catalogue, onView, guessSizes(catalogue));
  const shown = totalsOf(catalogue, onView);
  const opensAll = isSearching && shown.files <= MAX_FILES_OPENED;
  const opened = opensAll ? new Uint8Array(basis.open.length).fill(1) : basis.open;
  const viewed = {
    ...basis,
    found,
    onView,
    viewSums,
    diskSums: sumTree(tree, catalogue, andBits(basis.onDisk, onView)),
    facets: countFacets(catalogue, filter, isSearching ? found : null),
    shown,
    opened,
  };
  return {
    ...viewed,
    ...tickColumns(viewed, basis.ticks),
    rows: rowsOf(viewed),
  };
}

/** What follows from the ticks. */
export function tickColumns(
  { catalogue, tree, onView }: Pick<Browsed, 'catalogue' | 'tree' | 'onView'>,
  ticks: Bitset,
): Pick<Browsed, 'ticks' | 'tickedOnView' | 'tickSums' | 'ticked'> {
  const tickedOnView = andBits(ticks, onView);
  return {
    ticks,
    tickedOnView,
    tickSums: sumTree(tree, catalogue, tickedOnView),
    ticked: totalsOf(catalogue, ticks),
  };
}

/** The visible rows of a tree with these nodes open. */
export function rowsOf(
  browsed: Pick<
    Browsed,
    'catalogue' | 'tree' | 'onView' | 'onDisk' | 'viewSums' | 'diskSums' | 'opened' | 'sort'
  >,
): VisibleRows {
  const { tree, onView, viewSums, opened } = browsed;
  return visibleRows(
    tree,
    onView,
    viewSums,
    (node) => opened[node] === 1 && !isLeaf({ tree, viewSums }, node),
    sorterOf(browsed),
  );
}

/** Whether an item cannot be opened: a file, or a product of one file, whose row represents the file. */
export function isLeaf(
  { tree, viewSums }: Pick<Browsed, 'tree' | 'viewSums'>,
  item: Item,
): boolean {
  if (isFile(item)) return true;
  if (tree.grouping === 'folders' || tree.levels[item] !== PRODUCT_LEVEL) return false;
  return totalsOfNode(tree, viewSums, item).files === 1;
}
