/** A header card: keyword, value, and what it means. A string value is quoted as FITS asks. */
export type FitsCard = readonly [
  keyword: string,
  value: string | number | boolean,
  comment?: string,
];

/** FITS files are made of records of this length, header and data each filled up to a whole one. */
const RECORD_BYTES = 2880;
const CARD_BYTES = 80;

/**
 * A FITS file with one image of 32-bit floats.
 *
 * `axes` are NAXIS1, NAXIS2, …; `cards` follow the ones that FITS itself needs; `remarks` become COMMENT cards.
 * Source: FITS Standard 4.0, sections 3 and 4.
 */
export function encodeFits(
  axes: readonly number[],
  cards: readonly FitsCard[],
  remarks: readonly string[],
  pixels: Float32Array,
): Buffer {
  const header = encodeHeader(axes, cards, commentLines(remarks));
  const file = Buffer.alloc(header.length + wholeRecords(pixels.length * 4));
  file.set(header);
  const data = file.subarray(header.length, header.length + pixels.length * 4);
  data.set(new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength));
  // FITS is big-endian; every machine this runs on is little-endian.
  data.swap32();
  return file;
}

/** The header of such a file, filled up to whole records. `lines` follow the cards as they are. */
export function encodeHeader(
  axes: readonly number[],
  cards: readonly FitsCard[],
  lines: readonly string[],
): Buffer {
  const all = [
    formatCard(['SIMPLE', true, 'conforms to FITS standard']),
    formatCard(['BITPIX', -32, '32-bit floating point']),
    formatCard(['NAXIS', axes.length]),
    ...axes.map((length, index) => formatCard([`NAXIS${index + 1}`, length])),
    ...cards.map(formatCard),
    ...lines.map((text) => text.padEnd(CARD_BYTES)),
    'END'.padEnd(CARD_BYTES),
  ];
  return Buffer.from(all.join('').padEnd(wholeRecords(all.length * CARD_BYTES)), 'latin1');
}

export function commentLines(remarks: readonly string[]): readonly string[] {
  return remarks.map((text) => `COMMENT ${text}`);
}

/** One 80-character card. Throws a RangeError if it does not fit, for FITS would cut it silently. */
export function formatCard([keyword, value, comment]: FitsCard): string {
  const text = typeof value === 'string' ? quote(value) : formatValue(value).padStart(20);
  const card = `${keyword.padEnd(8)}= ${text}${comment === undefined ? '' : ` / ${comment}`}`;
  if (keyword.length > 8 || card.length > CARD_BYTES) {
    throw new RangeError(`The FITS card ${keyword} is longer than its 80 characters.`);
  }
  return card.padEnd(CARD_BYTES);
}

function quote(value: string): string {
  return `'${value.replaceAll("'", "''").padEnd(8)}'`;
}

function formatValue(value: number | boolean): string {
  if (typeof value === 'boolean') return value ? 'T' : 'F';
  if (Number.isInteger(value) && Math.abs(value) < 1e9) return String(value);
  return value.toExponential(12).toUpperCase();
}

/** Bytes with the filling up to whole records. */
export function wholeRecords(bytes: number): number {
  return Math.ceil(bytes / RECORD_BYTES) * RECORD_BYTES;
}
