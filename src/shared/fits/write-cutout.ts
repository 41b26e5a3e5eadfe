import { CARD_BYTES } from './card.ts';
import { encodeChecksum, sumWords } from './checksum.ts';
import { cutoutHeaderLines, type CutoutHeaderOptions } from './cutout-header.ts';
import { cutPixels, pixelBytesOf, type RowReader } from './cutout-pixels.ts';
import { formatCard } from './format-card.ts';
import { BLOCK_BYTES } from './header.ts';
import type { PixelBox } from './pixel-box.ts';
import type { ImagePlane } from './plane.ts';

/** A cutout: the bytes of its FITS file, and where its pixels stand in them. */
export interface Cutout {
  readonly file: Uint8Array;
  readonly pixels: Uint8Array;
}

/**
 * The file of a cutout: a primary image with the source's cards, its pixels, and DATASUM and CHECKSUM. The box is one
 * that `resolveBox` gave.
 *
 * @throws AppError `bad-input` for axes that can't be dropped, `corrupt` for rows of a wrong length
 */
export function writeCutout(
  plane: ImagePlane,
  box: PixelBox,
  readRow: RowReader,
  options: CutoutHeaderOptions,
): Cutout {
  const lines = cutoutHeaderLines(plane, box, options);
  const pixelBytes = pixelBytesOf(plane, box);
  // DATASUM, CHECKSUM and END follow.
  const headerBytes = wholeBlocks((lines.length + 3) * CARD_BYTES);
  const file = new Uint8Array(headerBytes + wholeBlocks(pixelBytes));
  const pixels = file.subarray(headerBytes, headerBytes + pixelBytes);
  cutPixels(plane, box, readRow, pixels);
  const dataSum = sumWords(file.subarray(headerBytes));
  const header = (checksum: string): string =>
    [
      ...lines,
      formatCard('DATASUM', String(dataSum), 'data unit checksum'),
      formatCard('CHECKSUM', checksum, 'HDU checksum'),
      'END',
    ]
      .map((line) => line.padEnd(CARD_BYTES))
      .join('')
      .padEnd(headerBytes);
  writeText(file, header('0'.repeat(16)));
  const sum = sumWords(file.subarray(0, headerBytes), dataSum);
  writeText(file, header(encodeChecksum(sum)));
  return { file, pixels };
}

function wholeBlocks(bytes: number): number {
  return Math.ceil(bytes / BLOCK_BYTES) * BLOCK_BYTES;
}

function writeText(file: Uint8Array, text: string): void {
  for (let at = 0; at < text.length; at += 1) file[at] = text.charCodeAt(at);
}
