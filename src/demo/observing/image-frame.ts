import { createSinProjection, type SinProjection } from '#shared/sky/sin-projection.ts';
import type { SkyPosition } from '#shared/sky/position.ts';

/** An elliptical Gaussian beam: full widths at half maximum, position angle from north through east. */
export interface Beam {
  readonly majorDeg: number;
  readonly minorDeg: number;
  readonly angleDeg: number;
}

/** A place in an image, counted from 0 at the centre of the first pixel; x grows to the west, y to the north. */
export interface PixelPosition {
  readonly x: number;
  readonly y: number;
}

/** The geometry of one square image. */
export interface ImageFrame {
  /** Pixels along each side. */
  readonly width: number;
  readonly pixelDeg: number;
  readonly projection: SinProjection;
  /** The pixel of the field's centre, counted from 0. */
  readonly centrePixel: number;
  toPixel(position: SkyPosition): PixelPosition | null;
}

/** Pixels along the side of an image at scale 1. */
const WIDTH_AT_SCALE_1 = 128;

/** What an image covers along each side: ASKAP's footprint to where its sensitivity has fallen off. */
export const IMAGE_SIDE_DEG = 7.4;

/** Pixels of the survey's own images. */
const ASKAP_PIXEL_DEG = 2.5 / 3600;

/** The scale at which an image has the survey's own pixels: 10,656 along each side. */
export const REAL_SCALE = IMAGE_SIDE_DEG / ASKAP_PIXEL_DEG / WIDTH_AT_SCALE_1;

/** The survey's own resolution; smaller images are blurred to what their pixels can hold. */
const ASKAP_BEAM_DEG = 13 / 3600;
const PIXELS_PER_BEAM = 3;

/** An image of a field; `scale` multiplies its pixels along each side. */
export function createImageFrame(centre: SkyPosition, scale: number): ImageFrame {
  const width = Math.max(16, Math.round(WIDTH_AT_SCALE_1 * scale));
  const pixelDeg = IMAGE_SIDE_DEG / width;
  const projection = createSinProjection(centre);
  const centrePixel = Math.floor(width / 2);
  return {
    width,
    pixelDeg,
    projection,
    centrePixel,
    toPixel(position) {
      const offset = projection.toPlane(position);
      if (offset === null) return null;
      return {
        x: centrePixel - offset.eastDeg / pixelDeg,
        y: centrePixel + offset.northDeg / pixelDeg,
      };
    },
  };
}

/** The size of the beam in an image of such pixels, as a circle. */
export function beamSizeDeg(frame: ImageFrame): number {
  return Math.max(ASKAP_BEAM_DEG, PIXELS_PER_BEAM * frame.pixelDeg);
}
