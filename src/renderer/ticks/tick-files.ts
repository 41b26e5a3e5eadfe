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

/** Ticks or unticks the files on view of an item. */
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

/** Unticks the files that were ticked in `before`, whose catalogue may be another one. */
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

/** The files on view of these fields. */
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

/** All ticked files, on view or not, as main expects them. */
export function selectionOf({ revision, ticks }: Browsed): Selection {
  return { catalogueRevision: revision, words: ticks.words };
}
