import {
  andNotBits,
  type Bitset,
  clearBit,
  copyBitset,
  createBitset,
  hasBit,
  orBits,
  setBit,
} from '#shared/catalogue/bitset.ts';
import { pathsOf, rowOfPath } from '#shared/catalogue/catalogue.ts';
import { tickNode } from '#shared/catalogue/tree-ticks.ts';
import type { Selection } from '#shared/ipc/contract.ts';
import type { Browsed } from './browsed.ts';
import { tickColumns } from './derive-browsed.ts';
import { fileOfItem, isFile, type Item } from './visible-rows.ts';

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

/** What Browse is asked to send to main: all that is ticked, on view or not. */
export function selectionOf({ revision, ticks }: Browsed): Selection {
  return { catalogueRevision: revision, words: ticks.words };
}
