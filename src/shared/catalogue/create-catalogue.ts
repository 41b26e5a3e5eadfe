import { parsePath } from '#shared/survey/path-grammar.ts';
import type { Product } from '#shared/survey/product.ts';
import { type Catalogue, HASH_BYTES, NO_SBID, type Traits } from './catalogue.ts';
import type { ListedFile } from './listed-file.ts';
import { textColumn } from './text-column.ts';

/**
 * A catalogue of these files, in any order. A path that is listed twice is kept as it was listed last. A `/`
 * that is missing at a path's start is added.
 */
export function createCatalogue(files: Iterable<ListedFile>): Catalogue {
  const byFolder = groupByFolder(files);
  const folders = [...byFolder.keys()].toSorted(byCodeUnit);
  const folderStarts = new Uint32Array(folders.length + 1);
  const sorted: ListedFile[] = [];
  for (const [id, folder] of folders.entries()) {
    folderStarts[id] = sorted.length;
    for (const file of sortedWithoutRepeats(byFolder.get(folder) ?? [])) sorted.push(file);
  }
  folderStarts[folders.length] = sorted.length;
  return {
    length: sorted.length,
    folders,
    folderStarts,
    names: textColumn(sorted.map(({ path }) => path.slice(path.lastIndexOf('/') + 1))),
    ...productColumns(sorted),
    sizes: Float64Array.from(sorted, ({ size }) => size ?? Number.NaN),
    revs: sorted.some(({ rev }) => rev !== null)
      ? textColumn(sorted.map(({ rev }) => rev ?? ''))
      : null,
    hashes: hashColumn(sorted),
  };
}

/** A catalogue of files of which nothing but the paths is known: the built-in listing, or an imported one. */
export function catalogueOfPaths(paths: Iterable<string>): Catalogue {
  return createCatalogue(asListed(paths));
}

function* asListed(paths: Iterable<string>): Generator<ListedFile, void> {
  for (const path of paths) yield { path, size: null, rev: null, contentHash: null };
}

function groupByFolder(files: Iterable<ListedFile>): Map<string, ListedFile[]> {
  const byFolder = new Map<string, ListedFile[]>();
  for (const listed of files) {
    const file = listed.path.startsWith('/') ? listed : { ...listed, path: `/${listed.path}` };
    const folder = file.path.slice(0, file.path.lastIndexOf('/'));
    const siblings = byFolder.get(folder);
    if (siblings === undefined) byFolder.set(folder, [file]);
    else siblings.push(file);
  }
  return byFolder;
}

/** By name, which in one folder is by path. Listings often come sorted: then nothing is to be done. */
function sortedWithoutRepeats(files: readonly ListedFile[]): readonly ListedFile[] {
  if (files.every((file, at) => at === 0 || files[at - 1]!.path < file.path)) return files;
  const sorted = files.toSorted((a, b) => byCodeUnit(a.path, b.path));
  return sorted.filter((file, at) => file.path !== sorted[at + 1]?.path);
}

function byCodeUnit(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function productColumns(
  files: readonly ListedFile[],
): Pick<Catalogue, 'traits' | 'traitsIds' | 'fields' | 'fieldIds' | 'sbids'> {
  const traits: Traits[] = [];
  const traitsIdOf = new Map<string, number>();
  const fields: (string | null)[] = [null];
  const fieldIdOf = new Map<string | null, number>([[null, 0]]);
  const traitsIds = new Uint32Array(files.length);
  const fieldIds = new Uint32Array(files.length);
  const sbids = new Uint32Array(files.length);
  for (const [row, { path }] of files.entries()) {
    const product = parsePath(path);
    const { field, sbid, ...rest } = product;
    traitsIds[row] = idIn(traits, traitsIdOf, keyOf(product), rest);
    fieldIds[row] = idIn(fields, fieldIdOf, field, field);
    sbids[row] = sbid ?? NO_SBID;
  }
  return { traits, traitsIds, fields, fieldIds, sbids };
}

/** The index of the value with this key, which is added if it is new. */
function idIn<Key, Value>(values: Value[], ids: Map<Key, number>, key: Key, value: Value): number {
  let id = ids.get(key);
  if (id === undefined) {
    id = values.push(value) - 1;
    ids.set(key, id);
  }
  return id;
}

/** Tells traits apart. Epoch and version hold no `/`, the extension comes last: no two traits have the same key. */
function keyOf({
  epoch,
  region,
  kind,
  stokes,
  sign,
  legacy,
  legacyVersion,
  extension,
}: Product): string {
  return `${epoch}/${region}/${kind}/${stokes}/${sign}/${legacy}/${legacyVersion}/${extension}`;
}

function hashColumn(files: readonly ListedFile[]): Uint8Array | null {
  if (files.every(({ contentHash }) => contentHash === null)) return null;
  const hashes = new Uint8Array(files.length * HASH_BYTES);
  for (const [row, { contentHash }] of files.entries()) {
    if (contentHash === null) continue;
    for (let at = 0; at < HASH_BYTES; at += 1) {
      const high = hexDigit(contentHash.charCodeAt(at * 2));
      hashes[row * HASH_BYTES + at] = high * 16 + hexDigit(contentHash.charCodeAt(at * 2 + 1));
    }
  }
  return hashes;
}

/** The value of `0` to `9`, `a` to `f`, `A` to `F`: letters have bit 6 set and count from 1 in their low bits. */
function hexDigit(code: number): number {
  return (code & 0xf) + (code >>> 6) * 9;
}
