import { type Bitset, hasBit } from '#shared/catalogue/bitset.ts';
import { type NodeRuns, ROOT } from '#shared/catalogue/tree.ts';
import type { TreeSums } from '#shared/catalogue/tree-ticks.ts';

/** A row of the tree: a node by its number, or a file as the bitwise complement of its catalogue row. */
export type Item = number;

export function itemOfFile(row: number): Item {
  return ~row;
}

export function isFile(item: Item): boolean {
  return item < 0;
}

/** The catalogue row of an item that is a file. */
export function fileOfItem(item: Item): number {
  return ~item;
}

/** The rows of an open tree from top to bottom, as columns of equal length. */
export interface VisibleRows {
  readonly length: number;
  readonly items: Int32Array;
  /** 1 is the outermost. */
  readonly depths: Uint8Array;
  /** The index of the parent's row; -1 for the outermost. */
  readonly parents: Int32Array;
  /** The position among its siblings, from 1, and their number. */
  readonly positions: Uint32Array;
  readonly siblings: Uint32Array;
}

/** Sorts the nodes of one parent, or its files. */
export type SortItems = (items: readonly Item[]) => readonly Item[];

/**
 * The rows of a tree whose open nodes `isOpen` names. Files that are not on view are left out, and so are nodes without
 * files on view.
 *
 * @param sort null for the tree's own order. Nodes come before files in any order
 */
export function visibleRows(
  tree: NodeRuns,
  onView: Bitset,
  sums: TreeSums,
  isOpen: (node: number) => boolean,
  sort: SortItems | null = null,
): VisibleRows {
  const maxRows = tree.nexts.length + tree.rows.length;
  const items = new Int32Array(maxRows);
  const depths = new Uint8Array(maxRows);
  const parents = new Int32Array(maxRows);
  const positions = new Uint32Array(maxRows);
  const counts = new Uint32Array(maxRows);
  let length = 0;
  let outermost = 0;

  const push = (item: Item, depth: number, parent: number): number => {
    items[length] = item;
    depths[length] = depth;
    parents[length] = parent;
    positions[length] = parent === -1 ? (outermost += 1) : (counts[parent]! += 1);
    return length++;
  };
  const lay = (node: number, parent: number, depth: number): void => {
    let own = tree.starts[node]!;
    const end = tree.nexts[node]!;
    const children: Item[] = [];
    for (let child = node + 1; child < end; child = tree.nexts[child]!) {
      own = tree.ends[child]!;
      if (sums.files[own] !== sums.files[tree.starts[child]!]) children.push(child);
    }
    for (const child of sort?.(children) ?? children) {
      const index = push(child, depth, parent);
      if (isOpen(child)) lay(child, index, depth + 1);
    }
    const files: Item[] = [];
    for (let at = own; at < tree.ends[node]!; at += 1) {
      const row = tree.rows[at]!;
      if (hasBit(onView, row)) files.push(itemOfFile(row));
    }
    for (const file of sort?.(files) ?? files) push(file, depth, parent);
  };
  lay(ROOT, -1, 1);

  const siblings = new Uint32Array(length);
  for (let index = 0; index < length; index += 1) {
    const parent = parents[index]!;
    siblings[index] = parent === -1 ? outermost : counts[parent]!;
  }
  return {
    length,
    items: items.slice(0, length),
    depths: depths.slice(0, length),
    parents: parents.slice(0, length),
    positions: positions.slice(0, length),
    siblings,
  };
}
