import { AppError } from '#shared/errors/app-error.ts';
import { rolesOf } from './column-roles.ts';
import { binaryColumns, fieldCount, textColumns } from './fits-columns.ts';
import { type FitsUnit, headersOf } from './fits-headers.ts';
import type { RawColumn, RawTable } from './raw-table.ts';

/** Whether a file is FITS, by its first card. */
export function isFits(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(0, 9)) === 'SIMPLE  =';
}

/**
 * The table of a FITS file that holds positions (the first, if none does): binary or ASCII, with strings and numbers;
 * arrays are read over. Source: FITS standard 4.0, section 7.
 *
 * @throws AppError `bad-input` for a file without a table, or one that ends too early
 */
export function readFitsTable(bytes: Uint8Array): RawTable {
  const tables = headersOf(bytes)
    .filter(({ cards }) =>
      /^(?:BINTABLE|A3DTABLE|TABLE)$/.test(String(cards.get('XTENSION') ?? '')),
    )
    .map((unit) => ({ unit, columns: columnsOf(unit) }));
  const found = tables.find(({ columns }) => hasPositions(columns)) ?? tables[0];
  if (found === undefined) {
    throw new AppError(
      'bad-input',
      'This FITS file holds images and no table: give a table of sources.',
    );
  }
  const { unit, columns } = found;
  const rowBytes = numberOf(unit, 'NAXIS1');
  const rowCount = rowBytes === 0 ? 0 : numberOf(unit, 'NAXIS2');
  if (unit.dataOffset + rowBytes * rowCount > bytes.length) {
    throw new AppError(
      'bad-input',
      `The FITS file ends before its ${rowCount} rows do: fetch it again.`,
    );
  }
  const readers =
    unit.cards.get('XTENSION') === 'TABLE' ? textColumns(unit.cards) : binaryColumns(unit.cards);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    kind: 'FITS',
    columns,
    rowCount,
    cellsOf: (row) => readers.map((read) => read(view, unit.dataOffset + row * rowBytes)),
    locationOf: (row) => `row ${row + 1}`,
    hasDecimalCommas: false,
    notes: [],
  };
}

function columnsOf({ cards }: FitsUnit): RawColumn[] {
  const system = cards.get('RADESYS') ?? cards.get('RADECSYS');
  return Array.from({ length: fieldCount(cards) }, (_, index) => ({
    name: String(cards.get(`TTYPE${index + 1}`) ?? `column ${index + 1}`),
    unit: cards.has(`TUNIT${index + 1}`) ? String(cards.get(`TUNIT${index + 1}`)) : null,
    ucd: cards.has(`TUCD${index + 1}`) ? String(cards.get(`TUCD${index + 1}`)) : null,
    system: system === undefined ? null : String(system),
  }));
}

function hasPositions(columns: readonly RawColumn[]): boolean {
  try {
    return rolesOf(columns) !== null;
  } catch {
    return false;
  }
}

function numberOf({ cards }: FitsUnit, key: string): number {
  const value = cards.get(key);
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new AppError('bad-input', `The FITS table's header has no good ${key}.`);
}
