import { type Bitset, createBitset, setBit } from '#shared/catalogue/bitset.ts';
import { type Catalogue, rowOfPath } from '#shared/catalogue/catalogue.ts';
import type { Selection } from '#shared/ipc/contract.ts';

/** A selection's words over a catalogue; bits after the last row mean nothing and are cleared. */
export function bitsetOf({ words }: Selection, { length }: Catalogue): Bitset {
  const bits = createBitset(length);
  bits.words.set(words.subarray(0, bits.words.length));
  const last = bits.words.length - 1;
  if (last >= 0 && length % 32 !== 0) bits.words[last]! &= (1 << (length % 32)) - 1;
  return bits;
}

/** The rows of these paths, and the paths that the catalogue does not have. */
export function rowsOfPaths(
  catalogue: Catalogue,
  paths: Iterable<string>,
): { readonly rows: Bitset; readonly missing: readonly string[] } {
  const rows = createBitset(catalogue.length);
  const missing: string[] = [];
  for (const path of paths) {
    const row = rowOfPath(catalogue, path);
    if (row === -1) missing.push(path);
    else setBit(rows, row);
  }
  return { rows, missing };
}
