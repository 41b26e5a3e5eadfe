import { AppError } from '#shared/errors/app-error.ts';
import type { FitsHeader } from '#shared/fits/header.ts';
import { textOf } from '#shared/fits/header-values.ts';
import { headersOf } from '#shared/fits/headers-of.ts';
import { rolesOf } from './column-roles.ts';
import { binaryColumns, fieldCount, textColumns } from './fits-columns.ts';
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
    .filter((header) => /^(?:BINTABLE|A3DTABLE|TABLE)$/.test(textOf(header, 'XTENSION') ?? ''))
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
    textOf(unit, 'XTENSION') === 'TABLE' ? textColumns(unit.values) : binaryColumns(unit.values);
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

function columnsOf(header: FitsHeader): RawColumn[] {
  const system = textOf(header, 'RADESYS') ?? textOf(header, 'RADECSYS');
  return Array.from({ length: fieldCount(header.values) }, (_, index) => ({
    name: textOf(header, `TTYPE${index + 1}`) ?? `column ${index + 1}`,
    unit: textOf(header, `TUNIT${index + 1}`),
    ucd: textOf(header, `TUCD${index + 1}`),
    system,
  }));
}

function hasPositions(columns: readonly RawColumn[]): boolean {
  try {
    return rolesOf(columns) !== null;
  } catch {
    return false;
  }
}

function numberOf({ values }: FitsHeader, key: string): number {
  const value = values.get(key);
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new AppError('bad-input', `The FITS table's header has no good ${key}.`);
}
