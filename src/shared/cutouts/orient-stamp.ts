import type { WorldCoordinates } from '#shared/fits/world-coordinates.ts';
import type { SkyPosition } from '#shared/sky/position.ts';
import { inFrame } from './in-frame.ts';
import type { PixelVector } from './stamp.ts';

/** A step on the sky that is small against a cutout, and large against what is lost to rounding. */
const STEP_DEG = 1 / 3600;

export interface Orientation {
  /** The pixel of the position, from the centre of the first one. */
  readonly at: PixelVector;
  /** Unit vectors in pixels. */
  readonly north: PixelVector;
  readonly east: PixelVector;
}

/** Where a position lies in an image, and where north and east are there; null where the image can't show it. */
export function orientationAt(
  world: WorldCoordinates,
  { raDeg, decDeg }: SkyPosition,
): Orientation | null {
  // Steps away from the nearer pole.
  const sign = decDeg > 0 ? -1 : 1;
  const pixelOf = (position: SkyPosition) => world.toPixel(inFrame(world.frame, position));
  const at = pixelOf({ raDeg, decDeg });
  const up = pixelOf({ raDeg, decDeg: decDeg + sign * STEP_DEG });
  const perRa = Math.max(Math.cos((decDeg * Math.PI) / 180), 1e-9);
  const left = pixelOf({ raDeg: raDeg + STEP_DEG / perRa, decDeg });
  if (at === null || up === null || left === null) return null;
  return {
    at,
    north: unit({ x: sign * (up.x - at.x), y: sign * (up.y - at.y) }),
    east: unit({ x: left.x - at.x, y: left.y - at.y }),
  };
}

function unit({ x, y }: PixelVector): PixelVector {
  const length = Math.hypot(x, y);
  return length === 0 ? { x: 0, y: 1 } : { x: x / length, y: y / length };
}
