import { card, imageLines, makeHeader } from './make-header.ts';

/** Lines of a sky of SIN, for images whose coordinates don't matter. */
export const SKY_LINES: readonly string[] = [
  card('CTYPE1', 'RA---SIN'),
  card('CTYPE2', 'DEC--SIN'),
  card('CRVAL1', 150),
  card('CRVAL2', -30),
  card('CDELT1', -0.01),
  card('CDELT2', 0.01),
  `${card('CRPIX1', 7.25)} / reference pixel`,
  card('CRPIX2', 6),
];

/** A file with an image: pixel number n (in the order of storage) stores n modulo 120. */
export function imageFile(
  lengths: readonly number[],
  more: readonly string[] = SKY_LINES,
  bitpix = -32,
): Uint8Array {
  const header = makeHeader(imageLines(lengths, more, bitpix));
  const pixelBytes = Math.abs(bitpix) / 8;
  const count = lengths.length === 0 ? 0 : lengths.reduce((all, each) => all * each, 1);
  const file = new Uint8Array(header.length + Math.ceil((count * pixelBytes) / 2880) * 2880);
  file.set(header);
  const view = new DataView(file.buffer, header.length);
  for (let pixel = 0; pixel < count; pixel += 1) {
    writePixel(view, pixel * pixelBytes, bitpix, pixel % 120);
  }
  return file;
}

function writePixel(view: DataView, at: number, bitpix: number, value: number): void {
  if (bitpix === -32) view.setFloat32(at, value);
  else if (bitpix === -64) view.setFloat64(at, value);
  else if (bitpix === 8) view.setUint8(at, value);
  else if (bitpix === 16) view.setInt16(at, value);
  else if (bitpix === 32) view.setInt32(at, value);
  else view.setBigInt64(at, BigInt(value));
}
