/** A direction on the sky, in ICRS unless the code that uses it names another frame. */
export interface SkyPosition {
  /** Right ascension, degrees, in [0, 360). */
  readonly raDeg: number;
  /** Declination, degrees, in [-90, 90]. */
  readonly decDeg: number;
}

/** A direction as a unit vector: x towards (0°, 0°), y towards (90°, 0°), z towards the north pole. */
export type UnitVector = readonly [x: number, y: number, z: number];

export const RADIANS_PER_DEGREE = Math.PI / 180;

/** An angle in degrees, brought into [0, 360). */
export function wrapDeg(angleDeg: number): number {
  const rest = angleDeg % 360;
  // Adding 360 to a tiny negative number gives 360 itself.
  return rest < 0 ? (rest + 360) % 360 : rest + 0;
}

/** An angle in degrees, brought into [-180, 180). */
export function wrapHalfTurnDeg(angleDeg: number): number {
  return wrapDeg(angleDeg + 180) - 180;
}

/** The sine of an angle in degrees; exact at multiples of 90°, so that a pole has one position and not many. */
export function sinDeg(angleDeg: number): number {
  const rest = angleDeg % 360;
  const folded = rest > 270 ? rest - 360 : rest < -270 ? rest + 360 : rest;
  // Angles beyond 90° are mirrored before they become radians, which keeps the digits of what is near 180°.
  const mirrored = folded > 90 ? 180 - folded : folded < -90 ? -180 - folded : folded;
  return Math.abs(mirrored) > 45
    ? Math.sign(mirrored) * Math.cos((90 - Math.abs(mirrored)) * RADIANS_PER_DEGREE)
    : Math.sin(mirrored * RADIANS_PER_DEGREE);
}

/** The cosine of an angle in degrees; exact at multiples of 90°. */
export function cosDeg(angleDeg: number): number {
  const size = Math.abs(angleDeg % 360);
  const folded = size > 180 ? 360 - size : size;
  if (folded <= 45) return Math.cos(folded * RADIANS_PER_DEGREE);
  return folded >= 135
    ? -Math.cos((180 - folded) * RADIANS_PER_DEGREE)
    : Math.sin((90 - folded) * RADIANS_PER_DEGREE);
}

/** The unit vector of a position. */
export function unitVectorOf({ raDeg, decDeg }: SkyPosition): UnitVector {
  const cosDec = cosDeg(decDeg);
  return [cosDec * cosDeg(raDeg), cosDec * sinDeg(raDeg), sinDeg(decDeg)];
}

/** The position in which a vector of any length points; right ascension 0 at the poles. */
export function positionOf([x, y, z]: UnitVector): SkyPosition {
  return {
    raDeg: wrapDeg(Math.atan2(y, x) / RADIANS_PER_DEGREE),
    decDeg: Math.atan2(z, Math.hypot(x, y)) / RADIANS_PER_DEGREE,
  };
}
