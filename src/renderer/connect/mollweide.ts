export interface PlanePoint {
  readonly x: number;
  readonly y: number;
}

/**
 * Where a position lies on an equal-area map of the whole sky (Mollweide), with the right ascension growing to the
 * left as on the sky. x is within ±2, y within ±1 and grows upwards.
 *
 * @param centreRaDeg the right ascension in the middle
 */
export function mollweide(raDeg: number, decDeg: number, centreRaDeg: number): PlanePoint {
  const lat = (decDeg * Math.PI) / 180;
  const lon = ((((((raDeg - centreRaDeg + 180) % 360) + 360) % 360) - 180) * Math.PI) / 180;
  let theta = lat;
  // Newton's method; at the poles the slope is nought and the angle known.
  if (Math.abs(decDeg) < 89.999) {
    for (let step = 0; step < 12; step += 1) {
      theta -=
        (2 * theta + Math.sin(2 * theta) - Math.PI * Math.sin(lat)) / (2 + 2 * Math.cos(2 * theta));
    }
  }
  return { x: (-2 / Math.PI) * lon * Math.cos(theta), y: Math.sin(theta) };
}
