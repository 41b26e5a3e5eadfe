import { formatCount } from '#shared/format/quantities.ts';
import { type Catalogue, pathAt, rowOfPath } from './catalogue.ts';
import { textAt } from './text-column.ts';

/** A path in other capitals than the listing's. */
export interface Respelled {
  readonly typed: string;
  readonly listed: string;
}

/** Where paths are in a catalogue, in the order of the question. */
export interface FoundPaths {
  /** Rows of the catalogue. */
  readonly rows: readonly number[];
  /** Those of the found paths whose capitals differ from the listing's. */
  readonly respelled: readonly Respelled[];
  /** As they were typed. */
  readonly missing: readonly string[];
}

/**
 * Looks paths up as Dropbox does: it ignores case. A file with exactly the typed name comes first, for catalogues of
 * folders on a disk that tells cases apart.
 */
export function findPaths(catalogue: Catalogue, paths: Iterable<string>): FoundPaths {
  const found = Array.from(paths, (typed) => ({ typed, row: rowOfPath(catalogue, typed) }));
  const inOtherCase = rowsInAnyCase(
    catalogue,
    found.filter(({ row }) => row === -1).map(({ typed }) => typed),
  );
  const rows: number[] = [];
  const respelled: Respelled[] = [];
  const missing: string[] = [];
  for (const { typed, row: exactRow } of found) {
    const row = exactRow === -1 ? (inOtherCase.get(typed.toLowerCase()) ?? -1) : exactRow;
    if (row === -1) missing.push(typed);
    else rows.push(row);
    if (row !== exactRow) respelled.push({ typed, listed: pathAt(catalogue, row) });
  }
  return { rows, respelled, missing };
}

/**
 * Paths as a catalogue spells them, each once, in their order; a path that the catalogue does not have stays as it is
 * typed.
 */
export function spellPaths(
  catalogue: Catalogue,
  typed: readonly string[],
): { readonly paths: readonly string[]; readonly respelled: readonly Respelled[] } {
  const { respelled } = findPaths(catalogue, typed);
  const listed = new Map(respelled.map((pair) => [pair.typed, pair.listed]));
  return { paths: [...new Set(typed.map((path) => listed.get(path) ?? path))], respelled };
}

/** The first row of each path, by the path in lower case. */
function rowsInAnyCase(
  { folders, folderStarts, names }: Catalogue,
  paths: readonly string[],
): ReadonlyMap<string, number> {
  const wanted = new Set(paths.map((path) => path.toLowerCase()));
  const wantedFolders = new Set(Array.from(wanted, (path) => path.slice(0, path.lastIndexOf('/'))));
  const rows = new Map<string, number>();
  if (wanted.size === 0) return rows;
  for (const [id, folder] of folders.entries()) {
    const lowerFolder = folder.toLowerCase();
    if (!wantedFolders.has(lowerFolder)) continue;
    for (let row = folderStarts[id]!; row < folderStarts[id + 1]!; row += 1) {
      const path = `${lowerFolder}/${textAt(names, row).toLowerCase()}`;
      if (wanted.has(path) && !rows.has(path)) rows.set(path, row);
    }
  }
  return rows;
}

/** Tells the user which spelling counts; no sentence if there is nothing to tell. */
export function warnOfSpelling(respelled: readonly Respelled[]): readonly string[] {
  const [first] = respelled;
  if (first === undefined) return [];
  const { typed, listed } = first;
  if (respelled.length === 1) {
    return [`${typed} is ${listed} in the shared folder; the file keeps that name.`];
  }
  return [
    `${formatCount(respelled.length)} paths have other capitals in the shared folder; the files keep ` +
      `the folder's names. The first is ${typed}, there ${listed}.`,
  ];
}
