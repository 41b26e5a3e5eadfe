import { type FitsHeader, parseHeader } from '#shared/fits/header.ts';
import { numberOf, textOf } from '#shared/fits/header-values.ts';
import { describeImage } from '#shared/fits/image.ts';
import { choosePlane, type ImagePlane, stokesOf } from '#shared/fits/plane.ts';
import { createWorldCoordinates, type WorldCoordinates } from '#shared/fits/world-coordinates.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { galacticToIcrs, icrsToFk5, icrsToGalactic } from '#shared/sky/frames.ts';
import type { SkyPosition } from '#shared/sky/position.ts';
import type { OpenedImage } from '#shared/ipc/contract.ts';
import { messageOf } from '../transport/message-of.ts';
import type { ImageView, Point } from './viewport.ts';

/** The sky behind the pixels of an image. */
export interface ImageSky {
  /** Of the positions below: FK5 or ICRS, or a name that the header gives. */
  readonly frame: string;
  readonly pixelDeg: number;
  readonly projection: string;
  /** Null outside of the projected sky. */
  toSky(pixel: Point): SkyPosition | null;
  toPixel(position: SkyPosition): Point | null;
  /** A position of ICRS in this frame; null where the frame is not known. */
  fromIcrs(position: SkyPosition): SkyPosition | null;
}

/** The synthesised beam: axes and position angle, degrees. */
export interface Beam {
  readonly majorDeg: number;
  readonly minorDeg: number;
  readonly angleDeg: number;
}

/** An image as its header describes it. */
export interface SkyImage {
  readonly header: FitsHeader;
  readonly fileBytes: number;
  readonly width: number;
  readonly height: number;
  /** BUNIT, '' for none. */
  readonly unit: string;
  readonly beam: Beam | null;
  /** As `I` or `RR`; null where the header does not have it. */
  readonly stokes: string | null;
  /** Null where the header's coordinates are not known; `skyProblem` says why. */
  readonly sky: ImageSky | null;
  readonly skyProblem: string | null;
}

/** @throws AppError `bad-input` for a header without an image of the sky */
export function skyImageOf({ fileBytes, header: bytes, headerOffset }: OpenedImage): SkyImage {
  const header = parseHeader(bytes, headerOffset);
  if (header === null) throw new AppError('bad-input', 'The FITS file ends within its header.');
  const plane = choosePlane(describeImage(header));
  const { image } = plane;
  let sky: ImageSky | null = null;
  let skyProblem: string | null = null;
  try {
    sky = skyOf(createWorldCoordinates(plane));
  } catch (error) {
    skyProblem = messageOf(error);
  }
  return {
    header,
    fileBytes,
    width: image.x.length,
    height: image.y.length,
    unit: (textOf(header, 'BUNIT') ?? '').trim(),
    beam: beamOf(header),
    stokes: readableStokes(plane),
    sky,
    skyProblem,
  };
}

function skyOf(world: WorldCoordinates): ImageSky {
  const { frame, pixelDeg, projection } = world;
  const isGalactic = frame === 'GALACTIC';
  return {
    frame: isGalactic ? 'ICRS' : frame,
    pixelDeg,
    projection,
    toSky(pixel) {
      const at = world.toSky(pixel);
      if (at === null) return null;
      const { lonDeg, latDeg } = at;
      return isGalactic
        ? galacticToIcrs({ lDeg: lonDeg, bDeg: latDeg })
        : { raDeg: lonDeg, decDeg: latDeg };
    },
    toPixel(position) {
      if (!isGalactic) {
        return world.toPixel({ lonDeg: position.raDeg, latDeg: position.decDeg });
      }
      const { lDeg, bDeg } = icrsToGalactic(position);
      return world.toPixel({ lonDeg: lDeg, latDeg: bDeg });
    },
    fromIcrs(position) {
      if (isGalactic || frame === 'ICRS') return position;
      return frame === 'FK5' ? icrsToFk5(position) : null;
    },
  };
}

function beamOf(header: FitsHeader): Beam | null {
  try {
    const majorDeg = numberOf(header, 'BMAJ', 0);
    const minorDeg = numberOf(header, 'BMIN', majorDeg);
    const angleDeg = numberOf(header, 'BPA', 0);
    return majorDeg > 0 && minorDeg > 0 ? { majorDeg, minorDeg, angleDeg } : null;
  } catch {
    // A card that is no number: the image can be looked at without it.
    return null;
  }
}

function readableStokes(plane: ImagePlane): string | null {
  try {
    return stokesOf(plane);
  } catch {
    // As for the beam.
    return null;
  }
}

/** The pixel of another image at the same position of the sky; null where it has none. */
export function linkedPixel(from: SkyImage, to: SkyImage, pixel: Point): Point | null {
  const at = from.sky?.toSky(pixel);
  if (at == null || from.sky === null || to.sky === null) return null;
  return to.sky.toPixel(at);
}

/** The view of another image that shows the same sky; null where it has none of it. */
export function linkedView(from: SkyImage, to: SkyImage, view: ImageView): ImageView | null {
  const centre = linkedPixel(from, to, view);
  if (centre === null || from.sky === null || to.sky === null) return null;
  return { ...centre, scale: (view.scale * to.sky.pixelDeg) / from.sky.pixelDeg };
}
