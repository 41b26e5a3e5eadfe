import type { Bitset } from '#shared/catalogue/bitset.ts';
import type { Catalogue, Totals } from '#shared/catalogue/catalogue.ts';
import type { Facet, FacetValue } from '#shared/catalogue/facets.ts';
import type { Filter } from '#shared/catalogue/filter.ts';
import type { Search } from '#shared/catalogue/search.ts';
import type { TreeSums } from '#shared/catalogue/tree-ticks.ts';
import type { Grouping } from '#shared/catalogue/tree.ts';
import type { AnyTree } from './labels.ts';
import type { Item, VisibleRows } from './visible-rows.ts';

/** How the tree groups its files. */
export type TreeGrouping = Grouping | 'folders';

/** The order of siblings in the tree by one of its columns. */
export interface TreeSort {
  readonly by: 'name' | 'files' | 'size' | 'disk';
  readonly descending: boolean;
}

/** What Browse shows of one catalogue. Every bitset is over its rows; all members below `derived` follow from the rest. */
export interface Browsed {
  readonly revision: number;
  readonly catalogue: Catalogue;
  readonly grouping: TreeGrouping;
  readonly filter: Filter;
  readonly query: string;
  /** Null for the tree's own order: by epoch, field and product. */
  readonly sort: TreeSort | null;
  readonly ticks: Bitset;
  readonly onDisk: Bitset;
  /** Which nodes of the tree the user has opened. */
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
  /** Which nodes are shown open: `open` itself, or, for a search with few results, all except those closed since. */
  readonly opened: Uint8Array;
  readonly ticked: Totals;
  readonly shown: Totals;
}

/** What the rest of {@link Browsed} is derived from. */
export type BrowsedBasis = Pick<
  Browsed,
  | 'revision'
  | 'catalogue'
  | 'grouping'
  | 'filter'
  | 'query'
  | 'sort'
  | 'ticks'
  | 'onDisk'
  | 'open'
  | 'active'
  | 'tree'
  | 'search'
>;
