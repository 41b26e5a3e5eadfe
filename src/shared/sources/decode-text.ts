import { AppError } from '#shared/errors/app-error.ts';

/** A file's text, and what had to be done for it. */
export interface DecodedText {
  readonly text: string;
  readonly notes: readonly string[];
}

const SIGNATURES: readonly (readonly [bytes: readonly number[], message: string])[] = [
  [[0x1f, 0x8b], 'This is a gzip-compressed file: unpack it first.'],
  [[0x42, 0x5a, 0x68], 'This is a bzip2-compressed file: unpack it first.'],
  [
    [0x50, 0x4b, 0x03, 0x04],
    'This is a zip archive or a spreadsheet (.xlsx, .ods): unpack it, or save the sheet as CSV.',
  ],
  [[0xd0, 0xcf, 0x11, 0xe0], 'This is an old Excel or Word file: save the sheet as CSV.'],
  [[0x25, 0x50, 0x44, 0x46], 'This is a PDF document: copy its table into a text file.'],
  [[0x89, 0x50, 0x4e, 0x47], 'This is a PNG image, not a table.'],
  [[0xff, 0xd8, 0xff], 'This is a JPEG image, not a table.'],
  [[0x89, 0x48, 0x44, 0x46], 'This is an HDF5 file: write its table as CSV, VOTable or FITS.'],
  [[0x50, 0x41, 0x52, 0x31], 'This is a Parquet file: write its table as CSV, VOTable or FITS.'],
  [[0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], 'This is an SQLite database: export its table as CSV.'],
];

/**
 * A file's bytes as text: UTF-8, UTF-16 with or without a byte-order mark, and else Latin-1, in which old tables have
 * their degree signs.
 *
 * @throws AppError `bad-input` where the bytes are no text; the message names what they are
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  for (const [signature, message] of SIGNATURES) {
    if (startsWith(bytes, signature)) throw new AppError('bad-input', message);
  }
  if (startsWith(bytes, [0xff, 0xfe, 0, 0]) || startsWith(bytes, [0, 0, 0xfe, 0xff])) {
    throw new AppError('bad-input', 'This text is in UTF-32: save it as UTF-8.');
  }
  const order = utf16Order(bytes);
  if (order !== null) {
    return { text: utf16(bytes, order), notes: ['The text is in UTF-16.'] };
  }
  const control = bytes
    .subarray(0, 65_536)
    .findIndex((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 26 && byte !== 27));
  if (control !== -1) {
    throw new AppError(
      'bad-input',
      `This is a binary file and not a table (byte ${control + 1} is no text): give it as CSV, TSV, VOTable or FITS.`,
    );
  }
  const text = new TextDecoder().decode(bytes);
  if (!text.includes('\uFFFD')) return { text, notes: [] };
  return { text: latin1(bytes), notes: ['The text is not UTF-8, and was read as Latin-1.'] };
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

/** By the mark, or by where the zero bytes of plain letters stand. */
function utf16Order(bytes: Uint8Array): 'little' | 'big' | null {
  if (startsWith(bytes, [0xff, 0xfe])) return 'little';
  if (startsWith(bytes, [0xfe, 0xff])) return 'big';
  const sample = bytes.subarray(0, 512);
  const zeros = [0, 0];
  for (const [index, byte] of sample.entries()) if (byte === 0) zeros[index % 2]! += 1;
  const most = sample.length / 2;
  if (most < 2) return null;
  if (zeros[1]! > most * 0.9 && zeros[0] === 0) return 'little';
  return zeros[0]! > most * 0.9 && zeros[1] === 0 ? 'big' : null;
}

function utf16(bytes: Uint8Array, order: 'little' | 'big'): string {
  const [low, high] = order === 'little' ? [0, 1] : [1, 0];
  const from = startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff]) ? 2 : 0;
  return pieces(from, bytes.length - 1, 2, (at) => bytes[at + low]! | (bytes[at + high]! << 8));
}

function latin1(bytes: Uint8Array): string {
  return pieces(0, bytes.length, 1, (at) => bytes[at]!);
}

function pieces(from: number, to: number, step: number, unitAt: (at: number) => number): string {
  let text = '';
  let units: number[] = [];
  for (let at = from; at < to; at += step) {
    units.push(unitAt(at));
    if (units.length < 8192) continue;
    text += String.fromCharCode(...units);
    units = [];
  }
  return text + String.fromCharCode(...units);
}
