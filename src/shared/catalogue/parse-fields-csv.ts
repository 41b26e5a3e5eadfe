import { AppError } from '#shared/errors/app-error.ts';
import { readDelimitedTable, type TableRow } from '#shared/format/delimited-table.ts';
import { refuseUtf16 } from '#shared/format/text-encoding.ts';
import { normaliseEpoch } from '#shared/survey/epochs.ts';
import { normaliseField } from '#shared/survey/fields.ts';
import type { FieldEpochs } from './field-epochs.ts';

/** Best first: vast-tools 1.x writes the first, every later one the other two. */
const FIELD_COLUMNS = ['field_name', 'field', 'primary_field'];

const EPOCH_COLUMNS: ReadonlySet<string> = new Set(['epoch', 'epochs']);

/** The first few of many. */
const MAX_TOLD = 3;

/** Far more than the survey has: a row of more is no row of such a table. */
const MAX_EPOCHS = 100;

export interface FieldsTable {
  /** The column that the fields are from, as the table writes it. */
  readonly column: string;
  /** As they are spelled there, in the order of the table, each field once. Whether there are such fields is not asked. */
  readonly fields: readonly string[];
  /** In which epochs the table names each of its fields; null where it has no column of epochs. Fields as they are spelled there. */
  readonly epochs: readonly FieldEpochs[] | null;
  readonly warnings: readonly string[];
}

/**
 * The fields that a table names, such as `find_sources` of any vast-tools writes, and their epochs. The fields are
 * those of the column `field_name`, else `field`, else `primary_field`. A cell may hold several fields or epochs.
 *
 * @throws AppError `bad-input` if there is no such column, or nothing in it.
 */
export function parseFieldsCsv(text: string): FieldsTable {
  refuseUtf16(text);
  const [header, ...rows] = readDelimitedTable(text).rows;
  if (header === undefined) throw new AppError('bad-input', 'The table of fields is empty.');
  const names = header.cells.map(columnName);
  const fieldAt = fieldColumn(names);
  if (fieldAt === -1) throw noColumn(header);
  const column = header.cells[fieldAt]!;
  const epochsAt = names.flatMap((name, at) => (EPOCH_COLUMNS.has(name) ? [at] : []));
  const spellings = new Map<string, string>();
  const epochsOf = new Map<string, Set<string>>();
  const refused: string[] = [];
  let withoutField = 0;
  let withoutEpoch = 0;
  for (const { line, cells } of rows) {
    const fields = listOf(cells[fieldAt]);
    if (fields.length === 0) withoutField += 1;
    for (const field of fields) {
      const name = normaliseField(field);
      if (!spellings.has(name)) spellings.set(name, field);
    }
    if (epochsAt.length === 0 || fields.length === 0) continue;
    const written = epochsAt.flatMap((at) => listOf(cells[at]));
    if (written.length === 0) withoutEpoch += 1;
    if (written.length > MAX_EPOCHS) {
      throw new AppError('bad-input', `Line ${line} names more than ${MAX_EPOCHS} epochs.`);
    }
    for (const word of written) {
      const epoch = epochOf(word);
      if (epoch === null) refused.push(`Line ${line}: ${JSON.stringify(word)} is not an epoch.`);
      else
        for (const field of fields) addTo(epochsOf, spellings.get(normaliseField(field))!, epoch);
    }
  }
  if (spellings.size === 0) {
    throw new AppError(
      'bad-input',
      `The column "${column}" of the table of fields (line ${header.line}) has nothing below it.`,
    );
  }
  return {
    column,
    fields: [...spellings.values()],
    epochs:
      epochsAt.length === 0
        ? null
        : Array.from(epochsOf, ([field, epochs]) => ({ field, epochs: [...epochs] })),
    warnings: [
      ...rowsWithout(withoutField, 'field'),
      ...rowsWithout(withoutEpoch, 'epoch'),
      ...refused.slice(0, MAX_TOLD),
      ...(refused.length > MAX_TOLD
        ? [`${refused.length - MAX_TOLD} more cells hold no epoch.`]
        : []),
    ],
  };
}

/** Whether a line names a column of fields, as the header of such a table does. */
export function isFieldsHeader(line: string): boolean {
  return /(?:^|[,;|\t])\s{0,9}"?(?:field[_ ]?name|primary[_ ]field|field)"?\s{0,9}(?:$|[,;|\t])/i.test(
    line,
  );
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

/** The columns of a header as messages name them, in quotes. */
function tellColumns(cells: readonly string[]): string {
  return cells.map((cell) => JSON.stringify(cell)).join(', ');
}

function columnName(cell: string): string {
  return cell.toLowerCase().replaceAll(/[\s-]/g, '_');
}

function fieldColumn(names: readonly string[]): number {
  const best = FIELD_COLUMNS.find((column) => names.includes(column));
  return best === undefined ? -1 : names.indexOf(best);
}

function noColumn({ line, cells }: TableRow): AppError {
  return new AppError(
    'bad-input',
    `Line ${line} of the table of fields has no column "field_name", "field" or "primary_field", ` +
      `only ${tellColumns(cells)}.`,
  );
}

/** The words of a cell that may hold a list: `a, b`, `a b`, `['a', 'b']`. */
function listOf(cell: string | undefined): readonly string[] {
  return (cell ?? '').split(/[\s,;|'"()[\]{}]+/).filter((word) => word !== '');
}

/** Spreadsheets and pandas write `1.0` where a column of whole numbers has gaps. */
function epochOf(word: string): string | null {
  return normaliseEpoch(word.replace(/^(\d+)\.0+$/, '$1'));
}

function addTo(epochsOf: Map<string, Set<string>>, field: string, epoch: string): void {
  const epochs = epochsOf.get(field) ?? new Set();
  epochs.add(epoch);
  epochsOf.set(field, epochs);
}

function rowsWithout(count: number, what: string): readonly string[] {
  if (count === 0) return [];
  return [`${count === 1 ? 'A row names' : `${count} rows name`} no ${what}.`];
}
