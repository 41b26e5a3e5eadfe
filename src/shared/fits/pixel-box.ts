import { AppError } from '#shared/errors/app-error.ts';
import type { ByteRange } from './find-image.ts';
import type { ImagePlane } from './plane.ts';
import type { WorldCoordinates, WorldPosition } from './world-coordinates.ts';

/** A box of whole pixels, from (x0, y0) to before (x1, y1). It may reach beyond the image. */
export interface PixelBox {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/**
 * The box around a position, of a width and height in pixels; as astropy's Cutout2D takes it.
 *
 * @throws AppError `bad-input` for a size that is not of one pixel or more
 */
export function boxAround(
  world: WorldCoordinates,
  position: WorldPosition,
  size: { readonly width: number; readonly height: number },
): PixelBox | null {
  const centre = world.toPixel(position);
  if (centre === null) return null;
  const [width, height] = [Math.ceil(size.width), Math.ceil(size.height)];
  if (!Number.isSafeInteger(width) || !Number.isSafeInteger(height) || width < 1 || height < 1) {
    throw new AppError('bad-input', `A cutout of ${width} × ${height} pixels can't be made.`);
  }
  const x0 = Math.ceil(centre.x - width / 2);
  const y0 = Math.ceil(centre.y - height / 2);
  return { x0, y0, x1: x0 + width, y1: y0 + height };
}

/** A box as CFITSIO and IRAF write it behind a file's name, with the first pixel as 1: `[1201:1320,801:920]`. */
export function formatSection({ x0, y0, x1, y1 }: PixelBox): string {
  return `[${x0 + 1}:${x1},${y0 + 1}:${y1}]`;
}

/** The part of a box that lies in the image, or null if none does. */
export function clipBox({ image }: ImagePlane, box: PixelBox): PixelBox | null {
  const inside = {
    x0: Math.max(0, box.x0),
    y0: Math.max(0, box.y0),
    x1: Math.min(image.x.length, box.x1),
    y1: Math.min(image.y.length, box.y1),
  };
  return inside.x0 < inside.x1 && inside.y0 < inside.y1 ? inside : null;
}

/** The bytes of the file from the first to the last pixel of a box's row; the box lies in the image. */
export function rowRange({ image, offset }: ImagePlane, box: PixelBox, y: number): ByteRange {
  const row = offset + y * image.y.strideBytes;
  return {
    start: row + box.x0 * image.x.strideBytes,
    end: row + (box.x1 - 1) * image.x.strideBytes + image.pixelBytes,
  };
}
