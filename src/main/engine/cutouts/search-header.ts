import { type ByteRange, findImage } from '#shared/fits/find-image.ts';
import type { FitsHeader } from '#shared/fits/header.ts';

/**
 * Finds the header of a file's image.
 *
 * @param read fewer bytes than asked for where the file ends
 * @throws AppError `bad-input` for a file that is no FITS image, and what `read` throws
 */
export async function searchHeader(
  fileBytes: number,
  read: (range: ByteRange) => Promise<Uint8Array>,
): Promise<FitsHeader> {
  const search = findImage(fileBytes);
  let step = search.next();
  while (!step.done) step = search.next(await read(step.value));
  return step.value;
}
