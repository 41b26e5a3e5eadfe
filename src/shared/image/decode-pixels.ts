import type { FitsImage } from '#shared/fits/image.ts';

/** How a file codes its pixels. */
export type PixelCoding = Pick<FitsImage, 'bitpix' | 'pixelBytes' | 'bscale' | 'bzero' | 'blank'>;

/** Which bytes hold the pixels to decode. */
export interface PixelRun {
  /** Big-endian, as FITS stores them. */
  readonly bytes: Uint8Array;
  /** Bytes from the start of one pixel to that of the next one: more than a pixel has, to leave some out. */
  readonly strideBytes: number;
  readonly count: number;
}

/** Decodes pixels into physical values, BZERO + BSCALE × what is stored; BLANK becomes NaN. Float64 are rounded. */
export function decodePixels(
  coding: PixelCoding,
  { bytes, strideBytes, count }: PixelRun,
  into: Float32Array,
  at = 0,
): void {
  const { bitpix, bscale, bzero, blank } = coding;
  const read = readerOf(bitpix, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const isPlain = bscale === 1 && bzero === 0;
  for (let i = 0; i < count; i += 1) {
    const stored = read(i * strideBytes);
    if (stored === blank) into[at + i] = Number.NaN;
    else into[at + i] = isPlain ? stored : bzero + bscale * stored;
  }
}

/** The physical value of one pixel, in full precision. NaN for "no value". */
export function valueOfPixel(coding: PixelCoding, bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const stored = readerOf(coding.bitpix, view)(0);
  return stored === coding.blank ? Number.NaN : coding.bzero + coding.bscale * stored;
}

function readerOf(bitpix: number, view: DataView): (at: number) => number {
  switch (bitpix) {
    case -32:
      return (at) => view.getFloat32(at);
    case -64:
      return (at) => view.getFloat64(at);
    case 8:
      return (at) => view.getUint8(at);
    case 16:
      return (at) => view.getInt16(at);
    case 32:
      return (at) => view.getInt32(at);
    default:
      return (at) => Number(view.getBigInt64(at));
  }
}
