import {
  cosDeg,
  RADIANS_PER_DEGREE,
  sinDeg,
  type SkyPosition,
  unitVectorOf,
  wrapDeg,
} from './position.ts';

/** A point of the tangent plane, in degrees from its centre: east and north. */
export interface PlaneOffset {
  readonly eastDeg: number;
  readonly northDeg: number;
}

/** The orthographic projection of radio synthesis images (FITS: SIN with PV2_1 = PV2_2 = 0) around one centre. */
export interface SinProjection {
  readonly centre: SkyPosition;
  /** Null for the half of the sky that lies behind the plane, its edge included. */
  toPlane(position: SkyPosition): PlaneOffset | null;
  /** Null for a point outside of the circle into which the half sky is projected (radius 180°/π). */
  toSky(offset: PlaneOffset): SkyPosition | null;
}

/** Source: Calabretta & Greisen 2002, A&A 395, 1077, section 5.1.5. */
export function createSinProjection(centre: SkyPosition): SinProjection {
  const sin0 = sinDeg(centre.decDeg);
  const cos0 = cosDeg(centre.decDeg);
  return {
    centre,
    toPlane({ raDeg, decDeg }) {
      const [x, y, z] = unitVectorOf({ raDeg: raDeg - centre.raDeg, decDeg });
      if (cos0 * x + sin0 * z <= 0) return null;
      return {
        eastDeg: y / RADIANS_PER_DEGREE,
        northDeg: (cos0 * z - sin0 * x) / RADIANS_PER_DEGREE,
      };
    },
    toSky({ eastDeg, northDeg }) {
      const east = eastDeg * RADIANS_PER_DEGREE;
      const north = northDeg * RADIANS_PER_DEGREE;
      const square = east * east + north * north;
      if (!(square <= 1)) return null;
      const depth = Math.sqrt(1 - square);
      const x = cos0 * depth - sin0 * north;
      return {
        raDeg: wrapDeg(centre.raDeg + Math.atan2(east, x) / RADIANS_PER_DEGREE),
        decDeg: Math.atan2(sin0 * depth + cos0 * north, Math.hypot(x, east)) / RADIANS_PER_DEGREE,
      };
    },
  };
}
