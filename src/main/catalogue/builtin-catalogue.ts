import { readFileSync } from 'node:fs';
import type { Catalogue } from '#shared/catalogue/catalogue.ts';
import { catalogueOfPaths } from '#shared/catalogue/create-catalogue.ts';
import { decodeMessage, encodeMessage } from '#shared/ipc/message-codec.ts';
import { builtinListing } from '#shared/survey/listing.ts';

/** Where a build has put the columns, for a bundle and a checkout alike. */
const COLUMNS_FILE = new URL('../../../out/main/builtin-catalogue.bin', import.meta.url);

/** What the build writes: parsing 42,165 paths in a program that has just begun takes a second, reading this none. */
export function builtinColumns(): Uint8Array {
  return encodeMessage(catalogueOfPaths(builtinListing()));
}

/** The built-in listing's catalogue, from the build's columns, or made here where there has been no build. */
export function builtinCatalogue(columnsFile: URL = COLUMNS_FILE): Catalogue {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(columnsFile);
  } catch {
    return catalogueOfPaths(builtinListing());
  }
  // A buffer of its own: what Node reads may lie anywhere in a larger one, and views need a boundary of 8.
  return decodeMessage(Uint8Array.from(bytes).buffer) as Catalogue;
}
