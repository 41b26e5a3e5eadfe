import { readdirSync, readFileSync, statSync } from 'node:fs';
import type { Catalogue } from '#shared/catalogue/catalogue.ts';
import { catalogueOfPaths } from '#shared/catalogue/create-catalogue.ts';
import { decodeMessage, encodeMessage } from '#shared/ipc/message-codec.ts';
import { builtinListing } from '#shared/survey/listing.ts';

/** The build writes the columns here, for a bundle and for a checkout. */
const COLUMNS_FILE = new URL('../../../../out/main/builtin-catalogue.bin', import.meta.url);

/** The columns for the build to write: at start, parsing 42,165 paths takes a second, and reading the columns no time. */
export function builtinColumns(): Uint8Array {
  return encodeMessage(catalogueOfPaths(builtinListing()));
}

/** The sources of the columns; a bundle contains columns of its own build. */
const SOURCES = ['survey', 'catalogue', 'ipc'].map(
  (name) => new URL(`../../../shared/${name}/`, import.meta.url),
);
const IS_CHECKOUT = import.meta.url.endsWith('.ts');

/**
 * The built-in listing's catalogue, from the build's columns, or from the paths if there is no build, or if the sources
 * of a checkout are newer than the build.
 */
export function builtinCatalogue(columnsFile: URL = COLUMNS_FILE): Catalogue {
  return readColumns(columnsFile) ?? catalogueOfPaths(builtinListing());
}

/** Null if the columns are missing, outdated or damaged: they only save time. */
function readColumns(file: URL): Catalogue | null {
  try {
    if (IS_CHECKOUT && statSync(file).mtimeMs < newestSourceMs()) return null;
    return decodeMessage(ownBuffer(readFileSync(file))) as Catalogue;
  } catch {
    return null;
  }
}

/** The bytes in a buffer of their own: Node may read into a larger one, and views need an alignment of 8 bytes. */
function ownBuffer({ buffer, byteOffset, byteLength }: Buffer<ArrayBuffer>): ArrayBuffer {
  const isWhole = byteOffset === 0 && byteLength === buffer.byteLength;
  return isWhole ? buffer : buffer.slice(byteOffset, byteOffset + byteLength);
}

function newestSourceMs(): number {
  const files = SOURCES.flatMap((folder) =>
    readdirSync(folder).map((name) => new URL(name, folder)),
  );
  return Math.max(...files.map((file) => statSync(file).mtimeMs));
}
