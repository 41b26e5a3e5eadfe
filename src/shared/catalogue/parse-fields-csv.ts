import { AppError } from '#shared/errors/app-error.ts';
import { readDelimitedTable } from '#shared/format/delimited-table.ts';
import { normaliseField } from '#shared/survey/fields.ts';

const COLUMN = 'field_name';

export interface FieldsTable {
  /** As they are spelled there, in the order of the table, each field once. Whether there are such fields is not asked. */
  readonly fields: readonly string[];
  readonly warnings: readonly string[];
}

/**
 * The fields that a table names, such as `find_sources.py` writes. Nothing but the column `field_name` is looked at.
 *
 * @throws AppError `bad-input` if there is no such column, or nothing in it.
 */
export function parseFieldsCsv(text: string): FieldsTable {
  const [header, ...rows] = readDelimitedTable(text).rows;
  if (header === undefined) throw new AppError('bad-input', 'The table of fields is empty.');
  const column = header.cells.findIndex((cell) => cell.toLowerCase() === COLUMN);
  if (column === -1) {
    throw new AppError(
      'bad-input',
      `Line ${header.line} of the table of fields has no column "${COLUMN}", only ` +
        `${header.cells.map((cell) => JSON.stringify(cell)).join(', ')}.${separatorHint(header.cells)}`,
    );
  }
  const named = rows.map(({ cells }) => cells[column] ?? '').filter((cell) => cell !== '');
  if (named.length === 0) {
    throw new AppError(
      'bad-input',
      `The column "${COLUMN}" of the table of fields (line ${header.line}) has nothing below it.`,
    );
  }
  const without = rows.length - named.length;
  return {
    fields: eachFieldOnce(named),
    warnings:
      without === 0 ? [] : [`${without === 1 ? 'A row names' : `${without} rows name`} no field.`],
  };
}

/** The first spelling of each field: messages should show people what they wrote. */
export function eachFieldOnce(spellings: readonly string[]): string[] {
  const first = new Map<string, string>();
  for (const spelling of spellings) {
    const field = normaliseField(spelling);
    if (!first.has(field)) first.set(field, spelling);
  }
  return [...first.values()];
}

/** Spreadsheets in some countries separate by semicolons, other programs by tabs. */
function separatorHint(cells: readonly string[]): string {
  const other = cells.length === 1 ? /[;\t]/.exec(cells[0] ?? '')?.[0] : undefined;
  if (other === undefined) return '';
  return ` Its columns seem to be separated by ${other === ';' ? 'semicolons' : 'tabs'}; save it with commas.`;
}
