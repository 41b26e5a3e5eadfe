import {
  cosDeg,
  RADIANS_PER_DEGREE,
  sinDeg,
  type SkyPosition,
  unitVectorOf,
  wrapDeg,
  wrapHalfTurnDeg,
} from './position.ts';

/** A position in a sky-offset frame: longitude grows to the east, latitude to the north. */
export interface SkyOffset {
  /** Degrees, in [-180, 180). */
  readonly lonDeg: number;
  readonly latDeg: number;
}

/** The sphere turned so that `origin` lies at longitude and latitude 0, with north up. */
export interface OffsetFrame {
  readonly origin: SkyPosition;
  toOffset(position: SkyPosition): SkyOffset;
  toSky(offset: SkyOffset): SkyPosition;
}

/**
 * A sky-offset frame around a position, as `SkyOffsetFrame` of astropy has it: a turn by -α₀ around the pole, then by
 * δ₀ around the axis at right angles to it.
 */
export function createOffsetFrame(origin: SkyPosition): OffsetFrame {
  const sin0 = sinDeg(origin.decDeg);
  const cos0 = cosDeg(origin.decDeg);
  return {
    origin,
    toOffset({ raDeg, decDeg }) {
      const [x, y, z] = unitVectorOf({ raDeg: raDeg - origin.raDeg, decDeg });
      const depth = cos0 * x + sin0 * z;
      return {
        lonDeg: wrapHalfTurnDeg(Math.atan2(y, depth) / RADIANS_PER_DEGREE),
        latDeg: Math.atan2(cos0 * z - sin0 * x, Math.hypot(depth, y)) / RADIANS_PER_DEGREE,
      };
    },
    toSky({ lonDeg, latDeg }) {
      const [depth, y, up] = unitVectorOf({ raDeg: lonDeg, decDeg: latDeg });
      const x = cos0 * depth - sin0 * up;
      return {
        raDeg: wrapDeg(origin.raDeg + Math.atan2(y, x) / RADIANS_PER_DEGREE),
        decDeg: Math.atan2(sin0 * depth + cos0 * up, Math.hypot(x, y)) / RADIANS_PER_DEGREE,
      };
    },
  };
}

/** The position `eastArcsec` and `northArcsec` away, measured in the sky-offset frame of the first. */
export function shiftedBy(
  position: SkyPosition,
  eastArcsec: number,
  northArcsec: number,
): SkyPosition {
  return createOffsetFrame(position).toSky({
    lonDeg: eastArcsec / 3600,
    latDeg: northArcsec / 3600,
  });
}
