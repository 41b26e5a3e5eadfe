import { AppError } from '#shared/errors/app-error.ts';
import type { FitsHeader } from '#shared/fits/header.ts';
import { textOf } from '#shared/fits/header-values.ts';
import type { Cell } from './raw-table.ts';

/** Reads a column's cell of the row that begins at `at`. */
export type CellReader = (view: DataView, at: number) => Cell;

type Cards = FitsHeader['values'];

const MAX_COLUMNS = 999;
const BYTES: Readonly<Record<string, number>> = {
  L: 1,
  B: 1,
  I: 2,
  J: 4,
  K: 8,
  A: 1,
  E: 4,
  D: 8,
  C: 8,
  M: 16,
  P: 8,
  Q: 16,
};

/** The columns of a binary table. Throws AppError `bad-input` for a format that the standard doesn't have. */
export function binaryColumns(cards: Cards): readonly CellReader[] {
  let offset = 0;
  const rowBytes = Number(cards.get('NAXIS1'));
  return columnNumbers(cards).map((column) => {
    const format = (textOf({ values: cards }, `TFORM${column}`) ?? '').trim();
    const [, repeat = '', letter = ''] = /^(\d*)([A-Z])/.exec(format) ?? [];
    const count = repeat === '' ? 1 : Number(repeat);
    const size = letter === 'X' ? 1 / 8 : BYTES[letter];
    if (size === undefined) throw badFormat(column, format);
    const start = offset;
    offset += Math.ceil(size * count);
    if (offset > rowBytes) throw beyondRow(column);
    if (letter === 'A') return (view, at) => textAt(view, at + start, count);
    if (count !== 1) return () => null;
    const scale = scaling(cards, column);
    const read = numberReader(letter);
    return (view, at) => {
      const value = read(view, at + start);
      return value === null || value === scale.blank ? null : value * scale.by + scale.zero;
    };
  });
}

/** The columns of an ASCII table: all as text, which is read as in any other table. */
export function textColumns(cards: Cards): readonly CellReader[] {
  return columnNumbers(cards).map((column) => {
    const format = (textOf({ values: cards }, `TFORM${column}`) ?? '').trim();
    const width = Number(/^[AIFED](\d+)/.exec(format)?.[1]);
    const start = Number(cards.get(`TBCOL${column}`)) - 1;
    if (!(width > 0) || !(start >= 0)) throw badFormat(column, format);
    if (start + width > Number(cards.get('NAXIS1'))) throw beyondRow(column);
    return (view, at) =>
      textAt(view, at + start, width).replace(/^([+-]?[\d.]+)D([+-]?\d+)$/, '$1e$2');
  });
}

/** How many columns a table has. Throws AppError `bad-input` for more than the standard allows. */
export function fieldCount(cards: Cards): number {
  const count = cards.get('TFIELDS');
  if (typeof count === 'number' && Number.isInteger(count) && count >= 0 && count <= MAX_COLUMNS) {
    return count;
  }
  throw new AppError('bad-input', "The FITS table's header has no good TFIELDS.");
}

function columnNumbers(cards: Cards): readonly number[] {
  return Array.from({ length: fieldCount(cards) }, (_, index) => index + 1);
}

function beyondRow(column: number): AppError {
  return new AppError(
    'bad-input',
    `Column ${column} of the FITS table reaches beyond its row: the header is damaged.`,
  );
}

function badFormat(column: number, format: string): AppError {
  return new AppError(
    'bad-input',
    `Column ${column} of the FITS table has the format ${JSON.stringify(format)}, which is not read.`,
  );
}

function scaling(cards: Cards, column: number) {
  return {
    by: Number(cards.get(`TSCAL${column}`) ?? 1),
    zero: Number(cards.get(`TZERO${column}`) ?? 0),
    blank: cards.get(`TNULL${column}`),
  };
}

function numberReader(letter: string): (view: DataView, at: number) => number | null {
  switch (letter) {
    case 'D':
      return (view, at) => view.getFloat64(at);
    case 'E':
      return (view, at) => view.getFloat32(at);
    case 'K':
      return (view, at) => Number(view.getBigInt64(at));
    case 'J':
      return (view, at) => view.getInt32(at);
    case 'I':
      return (view, at) => view.getInt16(at);
    case 'B':
      return (view, at) => view.getUint8(at);
    default:
      return () => null;
  }
}

function textAt(view: DataView, at: number, length: number): string {
  const bytes = new Uint8Array(view.buffer, view.byteOffset + at, length);
  const end = bytes.indexOf(0);
  return new TextDecoder().decode(end === -1 ? bytes : bytes.subarray(0, end)).trim();
}
