import type { WorldPosition } from '#shared/fits/world-coordinates.ts';
import { icrsToFk5, icrsToGalactic } from '#shared/sky/frames.ts';
import type { SkyPosition } from '#shared/sky/position.ts';

/** A position of ICRS in the frame of an image's world coordinates, degrees. */
export function inFrame(frame: string, position: SkyPosition): WorldPosition {
  if (frame === 'GALACTIC') {
    const { lDeg, bDeg } = icrsToGalactic(position);
    return { lonDeg: lDeg, latDeg: bDeg };
  }
  const { raDeg, decDeg } = frame === 'FK5' ? icrsToFk5(position) : position;
  return { lonDeg: raDeg, latDeg: decDeg };
}
