import { readdirSync, readFileSync, statSync } from 'node:fs';
import type { Catalogue } from '#shared/catalogue/catalogue.ts';
import { catalogueOfPaths } from '#shared/catalogue/create-catalogue.ts';
import { decodeMessage, encodeMessage } from '#shared/ipc/message-codec.ts';
import { builtinListing } from '#shared/survey/listing.ts';

/** Where a build has put the columns, for a bundle and a checkout alike. */
const COLUMNS_FILE = new URL('../../../../out/main/builtin-catalogue.bin', import.meta.url);

/** What the build writes: parsing 42,165 paths in a program that has just begun takes a second, reading this none. */
export function builtinColumns(): Uint8Array {
  return encodeMessage(catalogueOfPaths(builtinListing()));
}

/** What the columns are made by; a bundle holds its own, of the same build as they are. */
const SOURCES = ['survey', 'catalogue', 'ipc'].map(
  (room) => new URL(`../../../shared/${room}/`, import.meta.url),
);
const IS_CHECKOUT = import.meta.url.endsWith('.ts');

/**
 * The built-in listing's catalogue, from the build's columns, or made here where there has been no build, or none since
 * the sources of a checkout were changed.
 */
export function builtinCatalogue(columnsFile: URL = COLUMNS_FILE): Catalogue {
  return readColumns(columnsFile) ?? catalogueOfPaths(builtinListing());
}

/** Null where they are not there, out of date or damaged: they only save time. */
function readColumns(file: URL): Catalogue | null {
  try {
    if (IS_CHECKOUT && statSync(file).mtimeMs < newestSourceMs()) return null;
    // A buffer of its own: what Node reads may lie anywhere in a larger one, and views need a boundary of 8.
    return decodeMessage(Uint8Array.from(readFileSync(file)).buffer) as Catalogue;
  } catch {
    return null;
  }
}

function newestSourceMs(): number {
  const files = SOURCES.flatMap((folder) =>
    readdirSync(folder).map((name) => new URL(name, folder)),
  );
  return Math.max(...files.map((file) => statSync(file).mtimeMs));
}
