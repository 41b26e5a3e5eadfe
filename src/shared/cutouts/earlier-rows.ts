import { CUTOUT_COLUMNS } from './cutouts-table.ts';

const FILE = CUTOUT_COLUMNS.indexOf('file');

/**
 * The rows of an earlier `cutouts.csv` that name a file: by its name, as their text without the line's end. None for a
 * table of other columns; a damaged row is left out.
 */
export function earlierRows(table: string): ReadonlyMap<string, string> {
  const [head, ...records] = recordsOf(table);
  const rows = new Map<string, string>();
  if (head?.text !== CUTOUT_COLUMNS.join(',')) return rows;
  for (const { text, cells } of records) {
    const file = cells[FILE];
    if (cells.length === CUTOUT_COLUMNS.length && file !== undefined && file !== '') {
      rows.set(file, text);
    }
  }
  return rows;
}

interface CsvRecord {
  readonly text: string;
  readonly cells: readonly string[];
}

/** A cell of RFC 4180, in quotes or not, and what ends it. */
const CELL = /(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n]*))(,|\r?\n|$)/y;

/** Records up to the first that is none. */
function recordsOf(table: string): readonly CsvRecord[] {
  const records: CsvRecord[] = [];
  let cells: string[] = [];
  let start = 0;
  CELL.lastIndex = 0;
  while (CELL.lastIndex < table.length) {
    const match = CELL.exec(table);
    if (match === null) break;
    const [, quoted, bare, end] = match;
    cells.push(quoted?.replaceAll('""', '"') ?? bare ?? '');
    if (end === ',') continue;
    const text = table.slice(start, CELL.lastIndex - (end?.length ?? 0));
    records.push({ text, cells });
    cells = [];
    start = CELL.lastIndex;
  }
  return records;
}
