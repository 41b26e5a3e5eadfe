import { AppError } from '#shared/errors/app-error.ts';
import { nextOffset } from './data-size.ts';
import { BLOCK_BYTES, beginsHeader, type FitsHeader, parseHeader } from './header.ts';

/**
 * The headers of a FITS file that is in memory as a whole, in their order. What follows the last whole header (special
 * records, or a file that was cut) is left out.
 *
 * @throws AppError `bad-input` for a first header without an end, and for sizes that can't be
 */
export function headersOf(bytes: Uint8Array): readonly FitsHeader[] {
  const headers: FitsHeader[] = [];
  let at = 0;
  while (at + BLOCK_BYTES <= bytes.length && beginsHeader(bytes.subarray(at))) {
    const header = parseHeader(bytes.subarray(at), at);
    if (header === null) break;
    headers.push(header);
    at = nextOffset(header);
  }
  if (headers.length === 0) {
    throw new AppError('bad-input', 'The FITS file ends within its header: fetch it again.');
  }
  return headers;
}
