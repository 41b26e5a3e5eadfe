import { hasBit } from '#shared/catalogue/bitset.ts';
import { guessOfNode, totalsOfNode } from '#shared/catalogue/tree-ticks.ts';
import { guessSizes } from '#shared/plan/estimate-bytes.ts';
import type { Browsed, TreeSort } from './browsed.ts';
import { labelOfItem } from './labels.ts';
import { fileOfItem, isFile, type Item, type SortItems } from './visible-rows.ts';

type Sorted = Pick<Browsed, 'catalogue' | 'tree' | 'viewSums' | 'diskSums' | 'onDisk' | 'sort'>;

/** Sorts siblings by a column of the tree; null for the tree's own order. Equal ones keep that order. */
export function sorterOf(browsed: Sorted): SortItems | null {
  const { sort } = browsed;
  if (sort === null) return null;
  const keyOf = keyOfItem(browsed, sort);
  const sign = sort.descending ? -1 : 1;
  return (items) =>
    items
      .map((item) => ({ item, key: keyOf(item) }))
      .toSorted((a, b) => (a.key === b.key ? 0 : a.key < b.key ? -sign : sign))
      .map(({ item }) => item);
}

function keyOfItem(browsed: Sorted, { by }: TreeSort): (item: Item) => number | string {
  const { catalogue, tree, viewSums, diskSums, onDisk } = browsed;
  switch (by) {
    case 'name':
      return (item) => labelOfItem(browsed, item, null).name;
    case 'files':
      return (item) => (isFile(item) ? 1 : totalsOfNode(tree, viewSums, item).files);
    case 'size': {
      const guesses = guessSizes(catalogue);
      return (item) => {
        if (!isFile(item)) {
          return totalsOfNode(tree, viewSums, item).bytes + guessOfNode(tree, viewSums, item);
        }
        const row = fileOfItem(item);
        const size = catalogue.sizes[row]!;
        return size >= 0 ? size : guesses[catalogue.traitsIds[row]!]!;
      };
    }
    case 'disk':
      // By the fraction that is on this disk, as the mark shows it.
      return (item) => {
        if (isFile(item)) return hasBit(onDisk, fileOfItem(item)) ? 1 : 0;
        return totalsOfNode(tree, diskSums, item).files / totalsOfNode(tree, viewSums, item).files;
      };
    default:
      return by satisfies never;
  }
}
