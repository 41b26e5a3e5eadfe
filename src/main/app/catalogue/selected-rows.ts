import { type Bitset, createBitset, setBit } from '#shared/catalogue/bitset.ts';
import type { Catalogue } from '#shared/catalogue/catalogue.ts';
import { findPaths, type FoundPaths } from '#shared/catalogue/find-paths.ts';
import type { Selection } from '#shared/ipc/contract.ts';

/** A selection's words over a catalogue; bits after the last row mean nothing and are cleared. */
export function bitsetOf({ words }: Selection, { length }: Catalogue): Bitset {
  const bits = createBitset(length);
  bits.words.set(words.subarray(0, bits.words.length));
  const last = bits.words.length - 1;
  if (last >= 0 && length % 32 !== 0) bits.words[last]! &= (1 << (length % 32)) - 1;
  return bits;
}

/** The rows of these paths in any capitals, as {@link findPaths} has it, as a bitset. */
export function rowsOfPaths(
  catalogue: Catalogue,
  paths: Iterable<string>,
): Omit<FoundPaths, 'rows'> & { readonly rows: Bitset } {
  const found = findPaths(catalogue, paths);
  const rows = createBitset(catalogue.length);
  for (const row of found.rows) setBit(rows, row);
  return { ...found, rows };
}
