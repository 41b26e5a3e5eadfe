import type { Product } from '#shared/survey/product.ts';
import { type Bitset, forEachBit, rowsOf } from './bitset.ts';
import type { ListedFile } from './listed-file.ts';
import { type TextColumn, textAt } from './text-column.ts';

/** What the grammar tells of a file but for its field and SBID. A survey has few hundred kinds of these. */
export type Traits = Omit<Product, 'field' | 'sbid'>;

/**
 * All files of a listing, as columns: plain data, small at a million files, and cheap to clone to another thread.
 * A file is a row; rows are ordered by folder, then by name (both by code unit). Columns that hold numbers of
 * something (`traitsIds`, `fieldIds`) index the array of that something.
 */
export interface Catalogue {
  readonly length: number;
  /** Folders that hold files, sorted, without a `/` at the end; the root is empty. */
  readonly folders: readonly string[];
  /** The rows of folder `f` are `folderStarts[f]` to before `folderStarts[f + 1]`. */
  readonly folderStarts: Uint32Array;
  readonly names: TextColumn;
  readonly traits: readonly Traits[];
  readonly traitsIds: Uint32Array;
  /** The first is null: no field. */
  readonly fields: readonly (string | null)[];
  readonly fieldIds: Uint32Array;
  /** {@link NO_SBID} where there is none. */
  readonly sbids: Uint32Array;
  /** Bytes; NaN where the listing doesn't tell. */
  readonly sizes: Float64Array;
  /** Dropbox's revisions, empty where unknown; null if the listing has none at all. */
  readonly revs: TextColumn | null;
  /** 32 bytes of content_hash a row, all zero where unknown; null if the listing has none at all. */
  readonly hashes: Uint8Array | null;
}

export const NO_SBID = 0xffff_ffff;

export const HASH_BYTES = 32;

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** The number of the folder that holds a row. */
function folderIdAt(catalogue: Catalogue, row: number): number {
  let low = 0;
  let high = catalogue.folders.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (catalogue.folderStarts[middle]! <= row) low = middle;
    else high = middle;
  }
  return low;
}

export function pathAt(catalogue: Catalogue, row: number): string {
  return `${catalogue.folders[folderIdAt(catalogue, row)]}/${textAt(catalogue.names, row)}`;
}

export function productAt(catalogue: Catalogue, row: number): Product {
  const sbid = catalogue.sbids[row]!;
  return {
    ...catalogue.traits[catalogue.traitsIds[row]!]!,
    field: catalogue.fields[catalogue.fieldIds[row]!] ?? null,
    sbid: sbid === NO_SBID ? null : sbid,
  };
}

export function fileAt(catalogue: Catalogue, row: number): ListedFile {
  const size = catalogue.sizes[row]!;
  return {
    path: pathAt(catalogue, row),
    size: Number.isNaN(size) ? null : size,
    rev: (catalogue.revs && textAt(catalogue.revs, row)) || null,
    contentHash: hashAt(catalogue, row),
  };
}

function hashAt({ hashes }: Catalogue, row: number): string | null {
  if (hashes === null) return null;
  let hex = '';
  let isKnown = false;
  // Asked of all files of a survey at once: without an array, or a callback, for each.
  for (let at = row * HASH_BYTES; at < (row + 1) * HASH_BYTES; at += 1) {
    const byte = hashes[at]!;
    isKnown ||= byte !== 0;
    hex += HEX[byte]!;
  }
  return isKnown ? hex : null;
}

/** The row of that very path, or -1. */
export function rowOfPath(catalogue: Catalogue, path: string): number {
  const slash = path.lastIndexOf('/');
  const folder = path.slice(0, Math.max(slash, 0));
  const name = path.slice(slash + 1);
  const { folders, folderStarts, names } = catalogue;
  const folderId = lowerBound(0, folders.length, (id) => folders[id]! < folder);
  if (folders[folderId] !== folder) return -1;
  const end = folderStarts[folderId + 1]!;
  const row = lowerBound(folderStarts[folderId]!, end, (at) => textAt(names, at) < name);
  return row < end && textAt(names, row) === name ? row : -1;
}

/** The first of `low` to `high` that is not before what is sought; `isBefore` is true, then false. */
function lowerBound(low: number, high: number, isBefore: (at: number) => boolean): number {
  let from = low;
  let to = high;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (isBefore(middle)) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The paths of a selection, in the catalogue's order. */
export function* pathsOf(catalogue: Catalogue, selection: Bitset): Generator<string, void> {
  for (const row of rowsOf(selection)) yield pathAt(catalogue, row);
}

/** The folders that hold files of a selection, in order. */
export function foldersOf(catalogue: Catalogue, selection: Bitset): readonly string[] {
  const folders: string[] = [];
  let end = 0;
  forEachBit(selection, (row) => {
    if (row < end) return;
    const id = folderIdAt(catalogue, row);
    folders.push(catalogue.folders[id]!);
    end = catalogue.folderStarts[id + 1]!;
  });
  return folders;
}

export interface Totals {
  readonly files: number;
  /** Of the files whose size is known. */
  readonly bytes: number;
  /** How many of the files have no known size. */
  readonly unknownSizes: number;
}

export function totalsOf(catalogue: Catalogue, selection: Bitset): Totals {
  let files = 0;
  let bytes = 0;
  let unknownSizes = 0;
  forEachBit(selection, (row) => {
    const size = catalogue.sizes[row]!;
    files += 1;
    if (Number.isNaN(size)) unknownSizes += 1;
    else bytes += size;
  });
  return { files, bytes, unknownSizes };
}
