import { type ByteRange, findImage } from '../find-image.ts';
import type { FitsHeader } from '../header.ts';

/** What a search for an image found in bytes, and which ranges it asked for. */
export function searchImage(
  file: Uint8Array,
  fileBytes: number | null = file.length,
): { readonly header: FitsHeader; readonly ranges: readonly ByteRange[] } {
  const search = findImage(fileBytes);
  const ranges: ByteRange[] = [];
  let step = search.next();
  while (step.done !== true) {
    ranges.push(step.value);
    step = search.next(file.subarray(step.value.start, step.value.end));
  }
  return { header: step.value, ranges };
}
