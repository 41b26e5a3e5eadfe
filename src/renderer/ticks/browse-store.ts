import { createStore, type StoreApi } from 'zustand/vanilla';
import { applyFilter } from '#shared/catalogue/apply-filter.ts';
import {
  andBits,
  andNotBits,
  type Bitset,
  clearBit,
  copyBitset,
  createBitset,
  fullBitset,
  hasBit,
  orBits,
  setBit,
} from '#shared/catalogue/bitset.ts';
import {
  type Catalogue,
  pathsOf,
  rowOfPath,
  type Totals,
  totalsOf,
} from '#shared/catalogue/catalogue.ts';
import { countFacets, type Facet, type FacetValue } from '#shared/catalogue/facets.ts';
import { DEFAULT_FILTER, type Filter } from '#shared/catalogue/filter.ts';
import { createSearch, type Search } from '#shared/catalogue/search.ts';
import { createTree, type Grouping } from '#shared/catalogue/tree.ts';
import { sumTree, tickNode, totalsOfNode, type TreeSums } from '#shared/catalogue/tree-ticks.ts';
import type { Selection } from '#shared/ipc/contract.ts';
import { guessSizes } from '#shared/plan/estimate-bytes.ts';
import { createFolderTree } from './folder-tree.ts';
import type { AnyTree } from './labels.ts';
import { fileOfItem, isFile, type Item, type VisibleRows, visibleRows } from './visible-rows.ts';

export type View = Grouping | 'folders';

/** What Browse shows of one catalogue. All sets are over its rows; everything below `derived` follows from the rest. */
export interface Browsed {
  readonly revision: number;
  readonly catalogue: Catalogue;
  readonly view: View;
  readonly filter: Filter;
  readonly query: string;
  readonly ticks: Bitset;
  readonly onDisk: Bitset;
  /** What the user has opened, by node of the tree on view. */
  readonly open: Uint8Array;
  readonly active: Item | null;

  // derived
  readonly tree: AnyTree;
  readonly search: Search;
  readonly found: Bitset;
  readonly onView: Bitset;
  readonly tickedOnView: Bitset;
  readonly viewSums: TreeSums;
  readonly tickSums: TreeSums;
  readonly diskSums: TreeSums;
  readonly facets: Readonly<Record<Facet, readonly FacetValue[]>>;
  readonly rows: VisibleRows;
  /** What is open to the eye: `open` itself, or all where a search leaves few files, less what was closed since. */
  readonly opened: Uint8Array;
  readonly ticked: Totals;
  readonly shown: Totals;
}

/** Of the trees by epoch and by field, whose products hold files and nothing else. */
const PRODUCT_LEVEL = 3;

/** A search that leaves no more files than this shows them at once. */
const OPEN_ALL_BELOW = 400;

export interface BrowseState {
  /** Null until the first catalogue has come. */
  readonly browsed: Browsed | null;
  /** Why the latest catalogue could not be got; null where it could. */
  readonly problem: string | null;
}

export type BrowseStore = StoreApi<BrowseState>;

export function createBrowseStore(): BrowseStore {
  return createStore<BrowseState>(() => ({ browsed: null, problem: null }));
}

/** The same view of another catalogue. Ticks go over by path, for its rows are other files. */
export function withCatalogue(
  before: Browsed | null,
  revision: number,
  catalogue: Catalogue,
): Browsed {
  const view = before?.view ?? 'epoch-field-product';
  const tree = treeOf(catalogue, view);
  const ticks = createBitset(catalogue.length);
  if (before !== null) {
    for (const path of pathsOf(before.catalogue, before.ticks)) {
      const row = rowOfPath(catalogue, path);
      if (row !== -1) setBit(ticks, row);
    }
  }
  return refilter({
    revision,
    catalogue,
    view,
    filter: before?.filter ?? DEFAULT_FILTER,
    query: before?.query ?? '',
    ticks,
    onDisk: createBitset(catalogue.length),
    open: new Uint8Array(tree.levels.length),
    active: null,
    tree,
    search: createSearch(catalogue),
  });
}

type Basis = Pick<
  Browsed,
  | 'revision'
  | 'catalogue'
  | 'view'
  | 'filter'
  | 'query'
  | 'ticks'
  | 'onDisk'
  | 'open'
  | 'active'
  | 'tree'
  | 'search'
>;

export function withQuery(browsed: Browsed, query: string): Browsed {
  return refilter({ ...browsed, query });
}

export function withFilter(browsed: Browsed, filter: Filter): Browsed {
  return refilter({ ...browsed, filter });
}

export function withView(browsed: Browsed, view: View): Browsed {
  if (view === browsed.view) return browsed;
  const tree = treeOf(browsed.catalogue, view);
  const open = new Uint8Array(tree.levels.length);
  return refilter({ ...browsed, view, tree, open, active: null });
}

export function withOnDisk(browsed: Browsed, onDisk: Bitset): Browsed {
  return {
    ...browsed,
    onDisk,
    diskSums: sumTree(browsed.tree, browsed.catalogue, andBits(onDisk, browsed.onView)),
  };
}

export function withTicks(browsed: Browsed, ticks: Bitset): Browsed {
  return { ...browsed, ...tickColumns(browsed, ticks) };
}

/** Ticks or unticks an item with all that is on view below it. */
export function tickItem(browsed: Browsed, item: Item, on: boolean): Browsed {
  if (!isFile(item)) {
    return withTicks(browsed, tickNode(browsed.tree, browsed.ticks, browsed.onView, item, on));
  }
  const one = createBitset(browsed.catalogue.length);
  setBit(one, fileOfItem(item));
  return on ? tickFiles(browsed, one) : withTicks(browsed, andNotBits(browsed.ticks, one));
}

/** Ticks these files, on view or not. */
export function tickFiles(browsed: Browsed, files: Bitset): Browsed {
  return withTicks(browsed, orBits(browsed.ticks, files));
}

export function tickAllOnView(browsed: Browsed, on: boolean): Browsed {
  return withTicks(
    browsed,
    on ? orBits(browsed.ticks, browsed.onView) : andNotBits(browsed.ticks, browsed.onView),
  );
}

/** Without the files that were ticked in `before`, which may be of another listing. */
export function withoutTicksOf(browsed: Browsed, before: Browsed): Browsed {
  if (browsed.revision === before.revision) {
    return withTicks(browsed, andNotBits(browsed.ticks, before.ticks));
  }
  const ticks = copyBitset(browsed.ticks);
  for (const path of pathsOf(before.catalogue, before.ticks)) {
    const row = rowOfPath(browsed.catalogue, path);
    if (row !== -1) clearBit(ticks, row);
  }
  return withTicks(browsed, ticks);
}

export function clearTicks(browsed: Browsed): Browsed {
  return withTicks(browsed, createBitset(browsed.catalogue.length));
}

/** The files on view that are of these fields. */
export function filesOfFields(browsed: Browsed, fields: readonly string[]): Bitset {
  const { catalogue, onView } = browsed;
  const wanted = new Set(fields);
  const isWanted = catalogue.fields.map((field) => field !== null && wanted.has(field));
  const files = createBitset(catalogue.length);
  for (let row = 0; row < catalogue.length; row += 1) {
    if (isWanted[catalogue.fieldIds[row]!] === true && hasBit(onView, row)) setBit(files, row);
  }
  return files;
}

export function withOpen(browsed: Browsed, nodes: Iterable<number>, isOpen: boolean): Browsed {
  const opened = browsed.opened.slice();
  for (const node of nodes) opened[node] = isOpen ? 1 : 0;
  return reopen(browsed, opened);
}

export function withAllOpen(browsed: Browsed, isOpen: boolean): Browsed {
  return reopen(browsed, new Uint8Array(browsed.opened.length).fill(isOpen ? 1 : 0));
}

/** What is opened and closed among the few finds of a search is forgotten with it. */
function reopen(browsed: Browsed, opened: Uint8Array): Browsed {
  const open = browsed.opened === browsed.open ? opened : browsed.open;
  return { ...browsed, open, opened, rows: rowsOf({ ...browsed, opened }) };
}

export function isOpenNode(browsed: Browsed, item: Item): boolean {
  return !isLeaf(browsed, item) && browsed.opened[item] === 1;
}

/** Whether there is nothing to open: a file, or a product that is one file, which then stands for it. */
export function isLeaf(
  { tree, viewSums }: Pick<Browsed, 'tree' | 'viewSums'>,
  item: Item,
): boolean {
  if (isFile(item)) return true;
  if (tree.grouping === 'folders' || tree.levels[item] !== PRODUCT_LEVEL) return false;
  return totalsOfNode(tree, viewSums, item).files === 1;
}

/** The catalogue row that a leaf stands for; null for what can be opened. */
export function fileOfLeaf(browsed: Browsed, item: Item): number | null {
  if (isFile(item)) return fileOfItem(item);
  if (!isLeaf(browsed, item)) return null;
  const { tree, onView } = browsed;
  const rows = tree.rows.subarray(tree.starts[item], tree.ends[item]);
  return rows.find((row) => hasBit(onView, row)) ?? null;
}

function treeOf(catalogue: Catalogue, view: View): AnyTree {
  return view === 'folders' ? createFolderTree(catalogue) : createTree(catalogue, view);
}

/** What Browse is asked to send to main: all that is ticked, on view or not. */
export function selectionOf({ revision, ticks }: Browsed): Selection {
  return { catalogueRevision: revision, words: ticks.words };
}

function refilter(basis: Basis): Browsed {
  const { catalogue, tree, filter, query, search } = basis;
  const isSearching = query.trim() !== '';
  const found = isSearching ? search(query) : fullBitset(catalogue.length);
  const onView = andBits(applyFilter(catalogue, filter), found);
  const viewSums = sumTree(tree, catalogue, onView, guessSizes(catalogue));
  const shown = totalsOf(catalogue, onView);
  const opensAll = isSearching && shown.files <= OPEN_ALL_BELOW;
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

function tickColumns(
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

function rowsOf({
  tree,
  onView,
  viewSums,
  opened,
}: Pick<Browsed, 'tree' | 'onView' | 'viewSums' | 'opened'>): VisibleRows {
  return visibleRows(
    tree,
    onView,
    viewSums,
    (node) => opened[node] === 1 && !isLeaf({ tree, viewSums }, node),
  );
}
