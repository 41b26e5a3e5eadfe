import { AppError } from '#shared/errors/app-error.ts';
import { BLOCK_BYTES, type FitsHeader } from './header.ts';
import { countOf, numberOf, type Values } from './header-values.ts';

const MAX_AXES = 999;
const BITS = new Set([8, 16, 32, 64, -32, -64]);

/** The lengths of a header's axes, in pixels. Throws AppError `bad-input` for lengths that can't be. */
export function axisLengths(header: Values): readonly number[] {
  const axes = countOf(header, 'NAXIS', { max: MAX_AXES });
  return Array.from({ length: axes }, (_, axis) =>
    countOf(header, `NAXIS${axis + 1}`, { max: Number.MAX_SAFE_INTEGER }),
  );
}

/** BITPIX: bits of a pixel, negative for floats. Throws AppError `bad-input` for one that the standard doesn't have. */
export function bitpixOf(header: Values): number {
  const bitpix = numberOf(header, 'BITPIX', Number.NaN);
  if (BITS.has(bitpix)) return bitpix;
  throw new AppError(
    'bad-input',
    `The FITS header's BITPIX is ${Number.isNaN(bitpix) ? 'missing' : bitpix}: the standard has 8, 16, 32, 64, -32 and -64.`,
  );
}

/**
 * Bytes of the data behind a header, without the padding. Source: FITS standard 4.0, sections 4.4.1 and 6 (a random
 * group's first axis is 0).
 *
 * @throws AppError `bad-input` for a size that can't be
 */
export function dataBytes(header: Values): number {
  const lengths = axisLengths(header);
  if (lengths.length === 0) return 0;
  const isRandomGroups = header.values.get('GROUPS') === true && lengths[0] === 0;
  const elements = (isRandomGroups ? lengths.slice(1) : lengths).reduce(
    (all, each) => all * each,
    1,
  );
  const max = Number.MAX_SAFE_INTEGER;
  const parameters = countOf(header, 'PCOUNT', { max, otherwise: 0 });
  const groups = countOf(header, 'GCOUNT', { max, otherwise: 1 });
  const bytes = (Math.abs(bitpixOf(header)) / 8) * groups * (parameters + elements);
  if (bytes <= max) return bytes;
  throw new AppError('bad-input', `The FITS header gives its data ${bytes} bytes: it is damaged.`);
}

/** Where the next header begins in the file, if there is one. */
export function nextOffset(header: FitsHeader): number {
  return header.dataOffset + Math.ceil(dataBytes(header) / BLOCK_BYTES) * BLOCK_BYTES;
}
