import { RADIANS_PER_DEGREE, type SkyPosition, sinDeg, wrapHalfTurnDeg } from './position.ts';

/** A point of a map of the whole sky: x in [-2, 2], y in [-1, 1] and growing upwards. */
export interface MapPoint {
  readonly x: number;
  readonly y: number;
}

/** Newton's method doubles its correct digits with each step; 12 suffice close to the poles, where it is slowest. */
const MAX_STEPS = 12;

/**
 * The place of a position on an equal-area map of the whole sky (Mollweide). Right ascension grows to the left, as on
 * the sky. Source: Snyder 1987, USGS Professional Paper 1395, chapter 31.
 *
 * @param centreRaDeg the right ascension in the middle of the map, degrees
 */
export function mollweide({ raDeg, decDeg }: SkyPosition, centreRaDeg: number): MapPoint {
  const lat = decDeg * RADIANS_PER_DEGREE;
  const lon = wrapHalfTurnDeg(raDeg - centreRaDeg) * RADIANS_PER_DEGREE;
  let theta = lat;
  // At the poles the slope is 0, and the angle is known.
  if (Math.abs(decDeg) < 89.999) {
    for (let step = 0; step < MAX_STEPS; step += 1) {
      const excess = 2 * theta + Math.sin(2 * theta) - Math.PI * sinDeg(decDeg);
      theta -= excess / (2 + 2 * Math.cos(2 * theta));
    }
  }
  return { x: (-2 / Math.PI) * lon * Math.cos(theta), y: Math.sin(theta) };
}
