import { assertNever } from '#shared/errors/assert-never.ts';
import { andBits, type Bitset, createBitset, fullBitset, setBit, setRange } from './bitset.ts';
import type { Catalogue } from './catalogue.ts';
import { parseSearch, type SearchTerm } from './search-terms.ts';
import { rowsObserved, rowsOfFields, rowsWithTraits } from './search-traits.ts';
import { type TextColumn, textAt, textColumn } from './text-column.ts';

/** Finds the files for a query. */
export type Search = (query: string) => Bitset;

/**
 * A search without regard to capitals. A file must match each term of the query ({@link parseSearch}): Stokes, epoch, field,
 * date of observation, product; or text somewhere in its path (which holds the SBID where there is one) or in its
 * field's name, so that `VAST_0012` finds the QC plots, too, whose paths leave out `VAST_`. An empty query finds everything.
 *
 * Keeps the catalogue's names in lower case, so make one search for a catalogue and use it for all queries.
 */
export function createSearch(catalogue: Catalogue): Search {
  const folders = catalogue.folders.map((folder) => folder.toLowerCase());
  const names = inLowerCase(catalogue.names);
  const findText = (text: string): Bitset => {
    if (text.includes('/')) return findAcrossFolders(text, catalogue, folders, names);
    const hits = rowsOfFields(catalogue, (field) => field.toLowerCase().includes(text));
    findFolders(hits, text, catalogue, folders);
    findNames(hits, text, names);
    return hits;
  };
  return (query) =>
    parseSearch(query).reduce(
      (found, term) => andBits(found, findTerm(catalogue, term, findText)),
      fullBitset(catalogue.length),
    );
}

function findTerm(
  catalogue: Catalogue,
  term: SearchTerm,
  findText: (text: string) => Bitset,
): Bitset {
  switch (term.kind) {
    case 'stokes':
      return rowsWithTraits(catalogue, ({ stokes }) => stokes === term.stokes);
    case 'epoch':
      return rowsWithTraits(catalogue, ({ epoch }) => epoch === term.epoch);
    case 'product':
      return rowsWithTraits(catalogue, ({ kind }) => kind === term.product);
    case 'region':
      return rowsWithTraits(catalogue, ({ region }) => region === term.region);
    case 'field':
      return rowsOfFields(catalogue, (field) => field.toLowerCase().includes(term.part));
    case 'date':
      return rowsObserved(catalogue, term.date);
    case 'text':
      return findText(term.text);
    default:
      return assertNever(term, 'term');
  }
}

/** Lower case may be longer or shorter than what it is of (`İ`): then the rows begin elsewhere. */
function inLowerCase(column: TextColumn): TextColumn {
  const text = column.text.toLowerCase();
  if (text.length === column.text.length) return { text, starts: column.starts };
  const rows = Array.from({ length: column.starts.length - 1 }, (_, row) => textAt(column, row));
  return textColumn(rows.map((name) => name.toLowerCase()));
}

function findFolders(
  hits: Bitset,
  word: string,
  { folderStarts }: Catalogue,
  folders: readonly string[],
): void {
  for (const [id, folder] of folders.entries()) {
    if (folder.includes(word)) setRange(hits, folderStarts[id]!, folderStarts[id + 1]!, true);
  }
}

/** One sweep over all names. A word has no newline in it, so a hit never runs over the end of a name. */
function findNames(hits: Bitset, word: string, { text, starts }: TextColumn): void {
  let row = 0;
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, starts[row])) {
    while (starts[row + 1]! <= at) row += 1;
    setBit(hits, row);
    row += 1;
  }
}

/** A word with a `/` lies in a folder's path, or its last `/` is the one between folder and name. */
function findAcrossFolders(
  word: string,
  { length, folderStarts }: Catalogue,
  folders: readonly string[],
  names: TextColumn,
): Bitset {
  const hits = createBitset(length);
  const slash = word.lastIndexOf('/');
  const folderEnd = word.slice(0, slash);
  const nameStart = word.slice(slash + 1);
  for (const [id, folder] of folders.entries()) {
    const start = folderStarts[id]!;
    const end = folderStarts[id + 1]!;
    if (folder.includes(word)) setRange(hits, start, end, true);
    else if (folder.endsWith(folderEnd)) {
      for (let row = start; row < end; row += 1) {
        if (names.text.startsWith(nameStart, names.starts[row])) setBit(hits, row);
      }
    }
  }
  return hits;
}
