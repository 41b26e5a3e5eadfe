import { type Bitset, clearBit, copyBitset, hasBit, setBit } from './bitset.ts';
import type { Catalogue, Totals } from './catalogue.ts';
import type { NodeRuns } from './tree.ts';

/**
 * Running sums over a tree's rows of the files in a selection: entry `n` is the sum over the first `n` rows, and a
 * node's sum the difference between its end and its start.
 */
export interface TreeSums {
  readonly files: Uint32Array;
  /** Of the files whose size is known. */
  readonly bytes: Float64Array;
  /** How many files have a known size. */
  readonly sized: Uint32Array;
}

/** Sums for all nodes at once. */
export function sumTree(tree: NodeRuns, catalogue: Catalogue, selection: Bitset): TreeSums {
  const { rows } = tree;
  const files = new Uint32Array(rows.length + 1);
  const bytes = new Float64Array(rows.length + 1);
  const sized = new Uint32Array(rows.length + 1);
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at]!;
    const selected = hasBit(selection, row) ? 1 : 0;
    const size = catalogue.sizes[row]!;
    const isSized = selected === 1 && size >= 0;
    files[at + 1] = files[at]! + selected;
    bytes[at + 1] = bytes[at]! + (isSized ? size : 0);
    sized[at + 1] = sized[at]! + (isSized ? 1 : 0);
  }
  return { files, bytes, sized };
}

export function totalsOfNode(tree: NodeRuns, sums: TreeSums, node: number): Totals {
  const start = tree.starts[node]!;
  const end = tree.ends[node]!;
  const files = sums.files[end]! - sums.files[start]!;
  return {
    files,
    bytes: sums.bytes[end]! - sums.bytes[start]!,
    unknownSizes: files - (sums.sized[end]! - sums.sized[start]!),
  };
}

export type TickState = 'none' | 'some' | 'all';

/**
 * Whether a node is ticked: none, some or all of its files that are on view. `ticked` must be the sums of ticks that
 * are on view, too; what the filter hides has no say.
 */
export function tickStateOf(
  tree: NodeRuns,
  onView: TreeSums,
  ticked: TreeSums,
  node: number,
): TickState {
  const start = tree.starts[node]!;
  const end = tree.ends[node]!;
  const count = ticked.files[end]! - ticked.files[start]!;
  if (count === 0) return 'none';
  return count === onView.files[end]! - onView.files[start]! ? 'all' : 'some';
}

/** The ticks after a node's files that are on view were ticked (`on`) or unticked; others stay as they were. */
export function tickNode(
  tree: NodeRuns,
  ticks: Bitset,
  onView: Bitset,
  node: number,
  on: boolean,
): Bitset {
  const result = copyBitset(ticks);
  for (let at = tree.starts[node]!; at < tree.ends[node]!; at += 1) {
    const row = tree.rows[at]!;
    if (!hasBit(onView, row)) continue;
    if (on) setBit(result, row);
    else clearBit(result, row);
  }
  return result;
}
