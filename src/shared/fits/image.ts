import { AppError } from '#shared/errors/app-error.ts';
import { axisLengths, bitpixOf } from './data-size.ts';
import type { FitsHeader } from './header.ts';
import { numberOf, textOf } from './header-values.ts';

/** An axis of an image, as its header describes it. */
export interface ImageAxis {
  /** From 1, as in NAXIS1. */
  readonly number: number;
  /** Pixels. */
  readonly length: number;
  /** CTYPE, '' where there is none. */
  readonly type: string;
  /** Bytes from a pixel to the next one along this axis. */
  readonly strideBytes: number;
}

/** Where the pixels of an image stand in its file, and how they are coded. */
export interface FitsImage {
  readonly header: FitsHeader;
  /** 8, 16, 32, 64 (integers), -32, -64 (floats); all big-endian, 8 unsigned. */
  readonly bitpix: number;
  readonly pixelBytes: number;
  /** A pixel's value is BZERO + BSCALE × what is stored. */
  readonly bscale: number;
  readonly bzero: number;
  /** What integers store for "no value"; null where the header has none. */
  readonly blank: number | null;
  readonly axes: readonly ImageAxis[];
  /** The two axes of the sky in the order of storage: x varies faster. */
  readonly x: ImageAxis;
  readonly y: ImageAxis;
  /** Whether x is the longitude (right ascension) and y the latitude. */
  readonly isLongitudeFirst: boolean;
}

const LONGITUDE = /^(?:RA--|GLON|ELON|SLON|HLON|[A-Z]LON|[A-Z]{2}LN)-|^RA$/;
const LATITUDE = /^(?:DEC-|GLAT|ELAT|SLAT|HLAT|[A-Z]LAT|[A-Z]{2}LT)-|^DEC$/;

/**
 * The geometry of the image behind a header.
 *
 * @throws AppError `bad-input` for a header without two axes of the sky
 */
export function describeImage(header: FitsHeader): FitsImage {
  const bitpix = bitpixOf(header);
  const pixelBytes = Math.abs(bitpix) / 8;
  let strideBytes = pixelBytes;
  const axes = axisLengths(header).map((length, index) => {
    const type = (textOf(header, `CTYPE${index + 1}`) ?? '').toUpperCase();
    const axis = { number: index + 1, length, type, strideBytes };
    strideBytes *= length;
    return axis;
  });
  const longitude = axes.find(({ type }) => LONGITUDE.test(type));
  const latitude = axes.find(({ type }) => LATITUDE.test(type));
  if (longitude === undefined || latitude === undefined) throw noSky(axes);
  const isLongitudeFirst = longitude.number < latitude.number;
  return {
    header,
    bitpix,
    pixelBytes,
    bscale: numberOf(header, 'BSCALE', 1),
    bzero: numberOf(header, 'BZERO', 0),
    blank: blankOf(header, bitpix),
    axes,
    x: isLongitudeFirst ? longitude : latitude,
    y: isLongitudeFirst ? latitude : longitude,
    isLongitudeFirst,
  };
}

/** BLANK, which floats don't have: theirs is NaN. */
function blankOf(header: FitsHeader, bitpix: number): number | null {
  if (bitpix < 0 || (header.values.get('BLANK') ?? null) === null) return null;
  const blank = numberOf(header, 'BLANK', 0);
  const [min, max] = bitpix === 8 ? [0, 255] : [-(2 ** (bitpix - 1)), 2 ** (bitpix - 1) - 1];
  if (Number.isInteger(blank) && blank >= min && blank <= max) return blank;
  throw new AppError(
    'bad-input',
    `The image's BLANK is ${blank}, which no pixel of ${bitpix} bits can be: the header is damaged.`,
  );
}

function noSky(axes: readonly ImageAxis[]): AppError {
  const types = axes.map(({ type, number }) => (type === '' ? `axis ${number}` : type));
  return new AppError(
    'bad-input',
    `The image has no two axes of the sky (RA and Dec, for example), but ${types.join(', ')}.`,
  );
}
