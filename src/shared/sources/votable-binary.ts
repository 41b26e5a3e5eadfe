import { AppError } from '#shared/errors/app-error.ts';
import type { Cell } from './raw-table.ts';

/** How a column of a binary VOTable is laid out. */
export interface BinaryField {
  readonly name: string;
  readonly datatype: string;
  /** As the file writes it: `*`, `12`, `3x2`; empty for a single value. */
  readonly arraysize: string;
}

const BYTES: Readonly<Record<string, number>> = {
  boolean: 1,
  unsignedByte: 1,
  short: 2,
  int: 4,
  long: 8,
  char: 1,
  unicodeChar: 2,
  float: 4,
  double: 8,
  floatComplex: 8,
  doubleComplex: 16,
};

/**
 * The rows of a VOTable's BINARY or BINARY2 stream (VOTable 1.4, sections 5.4 and 6): big-endian, arrays of variable
 * length behind their count, and in BINARY2 a mask of nulls before each row. Arrays of numbers are read over.
 *
 * @throws AppError `bad-input` for a type that the standard doesn't have, or a stream that ends within a row
 */
export function readBinaryRows(
  bytes: Uint8Array,
  fields: readonly BinaryField[],
  hasMask: boolean,
): readonly (readonly Cell[])[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const rows: Cell[][] = [];
  const maskBytes = hasMask ? Math.ceil(fields.length / 8) : 0;
  let at = 0;
  try {
    while (at < bytes.length) {
      const start = at;
      const mask = bytes.subarray(at, at + maskBytes);
      at += maskBytes;
      rows.push(
        fields.map((field, index) => {
          const { cell, end } = readCell(view, at, field);
          at = end;
          const isNull = hasMask && (mask[index >> 3]! & (0x80 >> (index & 7))) !== 0;
          return isNull ? null : cell;
        }),
      );
      // Rows without a byte would never end.
      if (at === start) throw new RangeError('an empty row');
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new AppError(
      'bad-input',
      `The stream of the VOTable ends within row ${rows.length + 1}: fetch the file again.`,
    );
  }
  return rows;
}

function readCell(view: DataView, at: number, field: BinaryField): { cell: Cell; end: number } {
  const { datatype, arraysize } = field;
  let count = 1;
  let from = at;
  if (arraysize.endsWith('*')) {
    const fixed = arraysize
      .split('x')
      .slice(0, -1)
      .reduce((product, size) => product * Number(size), 1);
    count = view.getInt32(at) * fixed;
    from += 4;
  } else if (arraysize !== '') {
    count = arraysize.split('x').reduce((product, size) => product * Number(size), 1);
  }
  const size = BYTES[datatype];
  const length = datatype === 'bit' ? Math.ceil(count / 8) : count * (size ?? Number.NaN);
  if (Number.isNaN(length)) {
    throw new AppError(
      'bad-input',
      `The column ${JSON.stringify(field.name)} of the VOTable has the type ${JSON.stringify(datatype)}, which there is not.`,
    );
  }
  const end = from + length;
  if (length < 0 || end > view.byteLength) throw new RangeError('beyond the stream');
  return { cell: valueOf(view, from, datatype, count), end };
}

function valueOf(view: DataView, at: number, datatype: string, count: number): Cell {
  if (datatype === 'char') return textOf(view, at, count, 1);
  if (datatype === 'unicodeChar') return textOf(view, at, count, 2);
  if (count !== 1) return null;
  switch (datatype) {
    case 'double':
      return view.getFloat64(at);
    case 'float':
      return view.getFloat32(at);
    case 'long':
      return Number(view.getBigInt64(at));
    case 'int':
      return view.getInt32(at);
    case 'short':
      return view.getInt16(at);
    case 'unsignedByte':
      return view.getUint8(at);
    default:
      return null;
  }
}

/** Up to a zero, as C ends its strings; bytes are UTF-8. */
function textOf(view: DataView, at: number, count: number, size: 1 | 2): string {
  if (size === 1) {
    const bytes = new Uint8Array(view.buffer, view.byteOffset + at, count);
    const end = bytes.indexOf(0);
    return new TextDecoder().decode(end === -1 ? bytes : bytes.subarray(0, end)).trim();
  }
  let text = '';
  for (let index = 0; index < count; index += 1) {
    const unit = view.getUint16(at + index * 2);
    if (unit === 0) break;
    text += String.fromCharCode(unit);
  }
  return text.trim();
}
