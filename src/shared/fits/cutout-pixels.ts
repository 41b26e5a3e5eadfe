import { AppError } from '#shared/errors/app-error.ts';
import type { FitsImage } from './image.ts';
import { clipBox, type PixelBox, rowRange } from './pixel-box.ts';
import type { ImagePlane } from './plane.ts';

/**
 * The bytes of a row of a box as they stand in the file: those of `rowRange(plane, clipBox(plane, box), y)`. They are
 * read before the next row is asked for, so memory may be used again.
 */
export type RowReader = (y: number) => Uint8Array;

/** The largest cutout that is made in memory. */
const MAX_CUTOUT_BYTES = 2 ** 30;

/**
 * The box that a cutout will have, or null if no pixel of it lies in the image: with `pad` the one that is asked for,
 * with `trim` its part in the image. Throws before anything is fetched.
 *
 * @throws AppError `bad-input` for a cutout over 1 GiB, and for a padded one of integers without BLANK
 */
export function resolveBox(
  plane: ImagePlane,
  box: PixelBox,
  edge: 'pad' | 'trim',
): PixelBox | null {
  const inside = clipBox(plane, box);
  if (inside === null) return null;
  const result = edge === 'trim' ? inside : box;
  const { image } = plane;
  const bytes = pixelBytesOf(plane, result);
  if (bytes > MAX_CUTOUT_BYTES) {
    throw new AppError(
      'bad-input',
      `The cutout would have ${(bytes / 2 ** 30).toFixed(1)} GiB, and up to 1 GiB is cut: ask for a smaller one.`,
    );
  }
  if (isPadded(result, inside) && image.bitpix > 0 && image.blank === null) {
    throw new AppError(
      'bad-input',
      "The cutout reaches beyond the image's edge, and its integers have no BLANK to pad with: trim it.",
    );
  }
  return result;
}

/** Bytes of a box's pixels. */
export function pixelBytesOf({ image }: ImagePlane, box: PixelBox): number {
  return (box.x1 - box.x0) * (box.y1 - box.y0) * image.pixelBytes;
}

/**
 * Writes the pixels of a box, big-endian and identical to the file's; beyond the image NaN, or BLANK for integers.
 *
 * @param pixels memory for them, `pixelBytesOf` bytes

 * @throws AppError `corrupt` for a row of another length than its range
 */
export function cutPixels(
  plane: ImagePlane,
  box: PixelBox,
  readRow: RowReader,
  pixels: Uint8Array,
): void {
  const { image } = plane;
  const { pixelBytes } = image;
  const width = box.x1 - box.x0;
  const inside = clipBox(plane, box);
  if (inside === null || isPadded(box, inside)) fillBlank(image, pixels);
  if (inside === null) return;
  for (let y = inside.y0; y < inside.y1; y += 1) {
    const { start, end } = rowRange(plane, inside, y);
    const row = readRow(y);
    if (row.length !== end - start) {
      throw new AppError(
        'corrupt',
        `Row ${y} of the cutout has ${row.length} bytes instead of ${end - start}.`,
      );
    }
    const at = ((y - box.y0) * width + inside.x0 - box.x0) * pixelBytes;
    if (image.x.strideBytes === pixelBytes) pixels.set(row, at);
    else gather(row, image, pixels, at);
  }
}

/** Whether no pixel has a value: all are NaN, or all BLANK. */
export function isAllBlank(image: FitsImage, pixels: Uint8Array): boolean {
  if (image.bitpix > 0 && image.blank === null) return false;
  const { pixelBytes } = image;
  if (image.bitpix > 0) {
    const blank = blankPixel(image);
    return pixels.every((byte, at) => byte === blank[at % pixelBytes]);
  }
  const view = new DataView(pixels.buffer, pixels.byteOffset, pixels.byteLength);
  for (let at = 0; at < pixels.length; at += pixelBytes) {
    const value = pixelBytes === 4 ? view.getFloat32(at) : view.getFloat64(at);
    if (!Number.isNaN(value)) return false;
  }
  return true;
}

function isPadded(box: PixelBox, inside: PixelBox): boolean {
  return (
    box.x0 !== inside.x0 || box.y0 !== inside.y0 || box.x1 !== inside.x1 || box.y1 !== inside.y1
  );
}

function gather(row: Uint8Array, image: FitsImage, pixels: Uint8Array, at: number): void {
  const { pixelBytes } = image;
  let to = at;
  for (let from = 0; from < row.length; from += image.x.strideBytes) {
    for (let byte = 0; byte < pixelBytes; byte += 1) pixels[to + byte] = row[from + byte]!;
    to += pixelBytes;
  }
}

function fillBlank(image: FitsImage, pixels: Uint8Array): void {
  const blank = blankPixel(image);
  for (let at = 0; at < pixels.length; at += blank.length) pixels.set(blank, at);
}

function blankPixel({ bitpix, blank, pixelBytes }: FitsImage): Uint8Array {
  const bytes = new Uint8Array(pixelBytes);
  const view = new DataView(bytes.buffer);
  const value = blank ?? 0;
  if (bitpix === -32) view.setUint32(0, 0x7fc00000);
  else if (bitpix === -64) view.setUint32(0, 0x7ff80000);
  else if (bitpix === 8) view.setUint8(0, value);
  else if (bitpix === 16) view.setInt16(0, value);
  else if (bitpix === 32) view.setInt32(0, value);
  else view.setBigInt64(0, BigInt(value));
  return bytes;
}
