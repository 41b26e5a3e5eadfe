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
  /** What the files of unknown size may have; 0 where nobody guesses. */
  readonly guessed: Float64Array;
  /** How many files have a known size. */
  readonly sized: Uint32Array;
}

/**
 * Sums for all nodes at once.
 *
 * @param guesses bytes that a file of unknown size may have, by the index of its traits
 */
export function sumTree(
  tree: NodeRuns,
  catalogue: Catalogue,
  selection: Bitset,
  guesses: Float64Array | null = null,
): TreeSums {
  const { rows } = tree;
  const files = new Uint32Array(rows.length + 1);
  const bytes = new Float64Array(rows.length + 1);
  const guessed = new Float64Array(rows.length + 1);
  const sized = new Uint32Array(rows.length + 1);
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at]!;
    const selected = hasBit(selection, row) ? 1 : 0;
    const size = catalogue.sizes[row]!;
    const isSized = selected === 1 && size >= 0;
    files[at + 1] = files[at]! + selected;
    bytes[at + 1] = bytes[at]! + (isSized ? size : 0);
    const guess = selected === 1 && !isSized ? (guesses?.[catalogue.traitsIds[row]!] ?? 0) : 0;
    guessed[at + 1] = guessed[at]! + guess;
    sized[at + 1] = sized[at]! + (isSized ? 1 : 0);
  }
  return { files, bytes, guessed, sized };
}

/** Bytes that a node's files of unknown size may have. */
export function guessOfNode(tree: NodeRuns, { guessed }: TreeSums, node: number): number {
  return guessed[tree.ends[node]!]! - guessed[tree.starts[node]!]!;
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
