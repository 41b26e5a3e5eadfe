import { andBits, type Bitset, createBitset, fullBitset, setBit, setRange } from './bitset.ts';
import type { Catalogue } from './catalogue.ts';
import { type TextColumn, textAt, textColumn } from './text-column.ts';

/** Finds the files for a query. */
export type Search = (query: string) => Bitset;

/**
 * A search over paths and fields, without regard to capitals. A query is words with spaces between; a file must
 * have each of them somewhere in its path (which holds the SBID where there is one) or in its field's name, so that
 * `VAST_0012` finds the QC plots, too, whose paths leave out `VAST_`. An empty query finds everything.
 *
 * Keeps the catalogue's names in lower case, so make one search for a catalogue and use it for all queries.
 */
export function createSearch(catalogue: Catalogue): Search {
  const folders = catalogue.folders.map((folder) => folder.toLowerCase());
  const fields = catalogue.fields.map((field) => field?.toLowerCase() ?? '');
  const names = inLowerCase(catalogue.names);
  return (query) => {
    let found = fullBitset(catalogue.length);
    for (const word of query.toLowerCase().split(/\s+/)) {
      if (word === '') continue;
      const hits = createBitset(catalogue.length);
      if (word.includes('/')) findAcrossFolders(hits, word, catalogue, folders, names);
      else {
        findFolders(hits, word, catalogue, folders);
        findNames(hits, word, names);
        findFields(hits, word, catalogue, fields);
      }
      found = andBits(found, hits);
    }
    return found;
  };
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

function findFields(
  hits: Bitset,
  word: string,
  { fieldIds, length }: Catalogue,
  fields: readonly string[],
): void {
  const matches = Uint8Array.from(fields, (field) => (field.includes(word) ? 1 : 0));
  if (!matches.includes(1)) return;
  for (let row = 0; row < length; row += 1) if (matches[fieldIds[row]!] === 1) setBit(hits, row);
}

/** A word with a `/` lies in a folder's path, or its last `/` is the one between folder and name. */
function findAcrossFolders(
  hits: Bitset,
  word: string,
  { folderStarts }: Catalogue,
  folders: readonly string[],
  names: TextColumn,
): void {
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
}
