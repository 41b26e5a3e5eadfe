import { AppError } from '#shared/errors/app-error.ts';

export interface CsvRow {
  /** On which it begins, from 1. */
  readonly line: number;
  /** Without the spaces around them. */
  readonly cells: readonly string[];
}

/** A quoted cell (`""` is a quote in it) or a bare one, with spaces around, up to a comma or the line's end. */
const CELL = /[^\S\r\n]*(?:"((?:[^"]|"")*)"|([^"\s,][^,\r\n]*)?)[^\S\r\n]*(,|\r\n|\n|\r|$)/y;

/**
 * The rows of comma-separated values (RFC 4180, and what is usual beside it: any line ends, spaces around cells, a
 * byte-order mark, which is white space, too); rows without a word in them are passed over.
 *
 * @throws AppError `bad-input` where quotes don't match.
 */
export function parseCsv(text: string): readonly CsvRow[] {
  const rows: CsvRow[] = [];
  let line = 1;
  let row: { line: number; cells: string[] } = { line, cells: [] };
  CELL.lastIndex = 0;
  while (CELL.lastIndex < text.length || row.cells.length > 0) {
    const match = CELL.exec(text);
    if (match === null) {
      throw new AppError('bad-input', `Line ${line} has quotes (") that don't match.`);
    }
    const [whole, quoted, bare = '', end] = match;
    row.cells.push(quoted === undefined ? bare.trim() : quoted.replaceAll('""', '"').trim());
    line += whole.match(/\r\n|\n|\r/g)?.length ?? 0;
    if (end === ',') continue;
    if (row.cells.some((cell) => cell !== '')) rows.push(row);
    row = { line, cells: [] };
  }
  return rows;
}
