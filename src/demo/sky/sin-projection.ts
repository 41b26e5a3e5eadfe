import { RADIANS_PER_DEGREE, type SkyPosition } from './sky-position.ts';

/** Offsets in the tangent plane of a centre, degrees: east and north. */
export interface PlaneOffset {
  readonly eastDeg: number;
  readonly northDeg: number;
}

/** The orthographic projection of radio synthesis images (FITS: SIN) around one centre. */
export interface SinProjection {
  readonly centre: SkyPosition;
  /** Null for the half of the sky that lies behind the plane. */
  toPlane(position: SkyPosition): PlaneOffset | null;
  toSky(offset: PlaneOffset): SkyPosition;
}

/** Source: Calabretta & Greisen 2002, A&A 395, 1077, section 5.1.5. */
export function createSinProjection(centre: SkyPosition): SinProjection {
  const ra0 = centre.raDeg * RADIANS_PER_DEGREE;
  const sin0 = Math.sin(centre.decDeg * RADIANS_PER_DEGREE);
  const cos0 = Math.cos(centre.decDeg * RADIANS_PER_DEGREE);

  return {
    centre,
    toPlane({ raDeg, decDeg }) {
      const deltaRa = raDeg * RADIANS_PER_DEGREE - ra0;
      const sin = Math.sin(decDeg * RADIANS_PER_DEGREE);
      const cos = Math.cos(decDeg * RADIANS_PER_DEGREE);
      const cosDelta = Math.cos(deltaRa);
      if (sin * sin0 + cos * cos0 * cosDelta <= 0) return null;
      return {
        eastDeg: (cos * Math.sin(deltaRa)) / RADIANS_PER_DEGREE,
        northDeg: (sin * cos0 - cos * sin0 * cosDelta) / RADIANS_PER_DEGREE,
      };
    },
    toSky({ eastDeg, northDeg }) {
      const east = eastDeg * RADIANS_PER_DEGREE;
      const north = northDeg * RADIANS_PER_DEGREE;
      const depth = Math.sqrt(Math.max(0, 1 - east * east - north * north));
      const ra = ra0 + Math.atan2(east, cos0 * depth - sin0 * north);
      const dec = Math.asin(sin0 * depth + cos0 * north);
      return {
        raDeg: (ra / RADIANS_PER_DEGREE + 360) % 360,
        decDeg: dec / RADIANS_PER_DEGREE,
      };
    },
  };
}
