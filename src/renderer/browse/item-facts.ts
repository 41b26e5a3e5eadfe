import { hasBit } from '#shared/catalogue/bitset.ts';
import type { Totals } from '#shared/catalogue/catalogue.ts';
import {
  guessOfNode,
  type TickState,
  tickStateOf,
  totalsOfNode,
} from '#shared/catalogue/tree-ticks.ts';
import { formatBytes } from '#shared/format/quantities.ts';
import { guessSizes } from '#shared/plan/estimate-bytes.ts';
import type { Browsed } from '../ticks/browsed.ts';
import { fileOfItem, isFile, type Item } from '../ticks/visible-rows.ts';
import { browseMessages } from '../messages/browse.ts';

export function tickStateOfItem(browsed: Browsed, item: Item): TickState {
  if (isFile(item)) return hasBit(browsed.ticks, fileOfItem(item)) ? 'all' : 'none';
  return tickStateOf(browsed.tree, browsed.viewSums, browsed.tickSums, item);
}

/** Files and bytes of an item that are on view. */
export function totalsOfItem(browsed: Browsed, item: Item): Totals {
  if (!isFile(item)) return totalsOfNode(browsed.tree, browsed.viewSums, item);
  const size = browsed.catalogue.sizes[fileOfItem(item)]!;
  return Number.isNaN(size)
    ? { files: 1, bytes: 0, unknownSizes: 1 }
    : { files: 1, bytes: size, unknownSizes: 0 };
}

export function tickedOfItem(browsed: Browsed, item: Item): number {
  if (isFile(item)) return hasBit(browsed.ticks, fileOfItem(item)) ? 1 : 0;
  return totalsOfNode(browsed.tree, browsed.tickSums, item).files;
}

export function onDiskOfItem(browsed: Browsed, item: Item): number {
  if (isFile(item)) return hasBit(browsed.onDisk, fileOfItem(item)) ? 1 : 0;
  return totalsOfNode(browsed.tree, browsed.diskSums, item).files;
}

/** The estimated bytes of an item's files of unknown size, from files of the same kind. */
export function guessOfItem({ catalogue, tree, viewSums }: Browsed, item: Item): number {
  if (!isFile(item)) return guessOfNode(tree, viewSums, item);
  const row = fileOfItem(item);
  const isKnown = !Number.isNaN(catalogue.sizes[row]!);
  return isKnown ? 0 : guessSizes(catalogue)[catalogue.traitsIds[row]!]!;
}

/** `9.12 GB`; `≈ 9.12 GB` where a part is estimated; a dash where there is no estimate. */
export function formatTotals({ bytes, unknownSizes }: Totals, guess: number): string {
  if (unknownSizes === 0) return formatBytes(bytes);
  return bytes + guess === 0 ? '–' : `≈ ${formatBytes(bytes + guess)}`;
}

/** What a screen reader adds to the item's name. */
export function describeItem(browsed: Browsed, item: Item): string {
  const totals = totalsOfItem(browsed, item);
  const onDisk = onDiskOfItem(browsed, item);
  const parts = [];
  if (!isFile(item)) parts.push(browseMessages.row.files(totals.files));
  const size = formatTotals(totals, guessOfItem(browsed, item));
  if (totals.unknownSizes === totals.files) parts.push(browseMessages.row.sizeUnknown);
  if (size !== '–') parts.push(browseMessages.row.about(size));
  if (onDisk === totals.files) parts.push(browseMessages.row.onDisk);
  else if (onDisk > 0) parts.push(browseMessages.row.someOnDisk(onDisk));
  return parts.join(', ');
}
