import type { CutoutHeaderOptions } from '../cutout-header.ts';
import { describeImage } from '../image.ts';
import { clipBox, type PixelBox, rowRange } from '../pixel-box.ts';
import { choosePlane, type ImagePlane } from '../plane.ts';
import { type Cutout, writeCutout } from '../write-cutout.ts';
import { searchImage } from './read-image.ts';

/** The first plane of a file in memory; Stokes I where there are more. */
export function planeIn(file: Uint8Array): ImagePlane {
  const image = describeImage(searchImage(file).header);
  const isCube = image.axes.some(({ type, length }) => type === 'STOKES' && length > 1);
  return choosePlane(image, isCube ? { stokes: 'I' } : {});
}

/** Cuts a box out of a file in memory, each row read from it. */
export function cutIn(
  file: Uint8Array,
  box: PixelBox,
  options: Partial<CutoutHeaderOptions> = {},
  plane: ImagePlane = planeIn(file),
): Cutout {
  const inside = clipBox(plane, box);
  const readRow = (y: number): Uint8Array => {
    const { start, end } = rowRange(plane, inside!, y);
    return file.subarray(start, end);
  };
  return writeCutout(plane, box, readRow, { history: [], dropUnitAxes: false, ...options });
}
