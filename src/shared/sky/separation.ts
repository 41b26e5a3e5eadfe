import {
  cosDeg,
  RADIANS_PER_DEGREE,
  sinDeg,
  type SkyPosition,
  wrapDeg,
  wrapHalfTurnDeg,
} from './position.ts';

/**
 * The angle between two positions, in degrees, from 0 to 180. Keeps its digits for neighbours and for antipodes.
 * Source: Vincenty 1975, Survey Review 23, 88, for a sphere.
 */
export function separationDeg(a: SkyPosition, b: SkyPosition): number {
  const { east, north } = towards(a, b);
  const along =
    sinDeg(a.decDeg) * sinDeg(b.decDeg) +
    cosDeg(a.decDeg) * cosDeg(b.decDeg) * cosDeg(b.raDeg - a.raDeg);
  return Math.atan2(Math.hypot(east, north), along) / RADIANS_PER_DEGREE;
}

/**
 * The direction from one position to another, in degrees from north through east, in [0, 360); 0 where both are the
 * same, and from a pole measured against the meridian of its right ascension.
 */
export function positionAngleDeg(from: SkyPosition, to: SkyPosition): number {
  const { east, north } = towards(from, to);
  return wrapDeg(Math.atan2(east, north) / RADIANS_PER_DEGREE);
}

/**
 * The components of `to` in the plane at right angles to `from`. The one to the north is a difference of products
 * that cancel for neighbours (Δα near 0) and for antipodes (near 180°), so each half of the sky has its own sum.
 */
function towards(from: SkyPosition, to: SkyPosition): { east: number; north: number } {
  const deltaDeg = wrapHalfTurnDeg(to.raDeg - from.raDeg);
  const cosTo = cosDeg(to.decDeg);
  const product = 2 * sinDeg(from.decDeg) * cosTo;
  const north =
    Math.abs(deltaDeg) <= 90
      ? sinDeg(to.decDeg - from.decDeg) + product * sinDeg(deltaDeg / 2) ** 2
      : sinDeg(to.decDeg + from.decDeg) - product * cosDeg(deltaDeg / 2) ** 2;
  return { east: cosTo * sinDeg(deltaDeg), north };
}
