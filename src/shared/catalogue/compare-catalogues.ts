import { type Bitset, createBitset, setBit } from './bitset.ts';
import { type Catalogue, HASH_BYTES } from './catalogue.ts';
import { textAt } from './text-column.ts';

/** How a listing differs from an earlier one. */
export interface CatalogueChanges {
  /** Rows of the later catalogue that the earlier one lacks. */
  readonly added: Bitset;
  /** Rows of the later catalogue whose content is another one. */
  readonly changed: Bitset;
  /** Rows of the earlier catalogue that the later one lacks. */
  readonly gone: Bitset;
}

/**
 * Compares two listings by path, in one sweep over both. A file has changed if both listings have its hash, and these
 * differ; without two hashes, if both have its size or both its revision in Dropbox, and either differs: a file that was
 * replaced by one of the same size has another revision. If a listing has none of these, as the built-in one, no file
 * counts as changed.
 */
export function compareCatalogues(before: Catalogue, after: Catalogue): CatalogueChanges {
  const added = createBitset(after.length);
  const changed = createBitset(after.length);
  const gone = createBitset(before.length);
  let earlier = 0;
  let later = 0;
  while (earlier < before.folders.length || later < after.folders.length) {
    const order = compareText(before.folders[earlier], after.folders[later]);
    const rows = {
      earlier: before.folderStarts[earlier] ?? 0,
      earlierEnd: order <= 0 ? before.folderStarts[earlier + 1]! : 0,
      later: after.folderStarts[later] ?? 0,
      laterEnd: order >= 0 ? after.folderStarts[later + 1]! : 0,
    };
    while (rows.earlier < rows.earlierEnd || rows.later < rows.laterEnd) {
      const names = compareText(
        rows.earlier < rows.earlierEnd ? textAt(before.names, rows.earlier) : undefined,
        rows.later < rows.laterEnd ? textAt(after.names, rows.later) : undefined,
      );
      if (names < 0) setBit(gone, rows.earlier);
      else if (names > 0) setBit(added, rows.later);
      else if (hasChanged(before, rows.earlier, after, rows.later)) setBit(changed, rows.later);
      if (names <= 0) rows.earlier += 1;
      if (names >= 0) rows.later += 1;
    }
    if (order <= 0) earlier += 1;
    if (order >= 0) later += 1;
  }
  return { added, changed, gone };
}

/** By code unit; a list that has ended comes last. */
function compareText(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0;
  if (a === undefined) return 1;
  if (b === undefined) return -1;
  return a < b ? -1 : 1;
}

function hasChanged(before: Catalogue, earlier: number, after: Catalogue, later: number): boolean {
  const hashes = [hashOf(before, earlier), hashOf(after, later)] as const;
  if (hashes[0] !== null && hashes[1] !== null) {
    return hashes[0].some((byte, at) => byte !== hashes[1]![at]);
  }
  const sizes = [before.sizes[earlier]!, after.sizes[later]!] as const;
  if (!sizes.some(Number.isNaN) && sizes[0] !== sizes[1]) return true;
  const revs = [revOf(before, earlier), revOf(after, later)] as const;
  return revs.every((rev) => rev !== '') && revs[0] !== revs[1];
}

/** Null where it is unknown. */
function hashOf({ hashes }: Catalogue, row: number): Uint8Array | null {
  const hash = hashes?.subarray(row * HASH_BYTES, (row + 1) * HASH_BYTES);
  return hash?.some((byte) => byte !== 0) === true ? hash : null;
}

function revOf({ revs }: Catalogue, row: number): string {
  return revs === null ? '' : textAt(revs, row);
}
