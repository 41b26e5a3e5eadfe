import { RADIANS_PER_DEGREE, type UnitVector } from '#shared/sky/position.ts';

/** A point of the plane of projection in radians: Paper II's (x, y) times π/180. */
export type PlanePoint = readonly [x: number, y: number];

/**
 * A map projection between native directions and the plane. A native direction is a unit vector: z towards the native
 * pole, (1, 0, 0) at native longitude and latitude 0. Source: Calabretta & Greisen 2002, A&A 395, 1077 (Paper II).
 */
export interface Projection {
  /** Latitude of the native reference point, degrees: 90 for zenithal projections, 0 for cylindrical ones. */
  readonly theta0Deg: 0 | 90;
  /** Null for a direction that the projection does not show. */
  toPlane(native: UnitVector): PlanePoint | null;
  /** Null for a point outside of the projected sky. */
  toNative(point: PlanePoint): UnitVector | null;
}

/** Parameters of a slanted SIN projection (PVi_1 and PVi_2 of the latitude axis). */
export interface Slant {
  readonly xi: number;
  readonly eta: number;
}

/** Orthographic, or slanted as for an array's plane (section 5.1.5). */
export function createSin({ xi, eta }: Slant): Projection {
  return {
    theta0Deg: 90,
    toPlane([l, m, n]) {
      // Beyond the limb, the projection would fold back.
      if (n + xi * m - eta * l < 0) return null;
      return [m + xi * (1 - n), -l + eta * (1 - n)];
    },
    toNative([x, y]) {
      const a = xi * xi + eta * eta + 1;
      const b = xi * (x - xi) + eta * (y - eta);
      const c = (x - xi) ** 2 + (y - eta) ** 2 - 1;
      const square = b * b - a * c;
      if (!(square >= 0)) return null;
      const n = Math.min((-b + Math.sqrt(square)) / a, 1);
      return [eta * (1 - n) - y, x - xi * (1 - n), n];
    },
  };
}

/** Gnomonic (section 5.1.3). */
export const TAN: Projection = {
  theta0Deg: 90,
  toPlane: ([l, m, n]) => (n > 0 ? [m / n, -l / n] : null),
  toNative([x, y]) {
    const length = Math.hypot(x, y, 1);
    return [-y / length, x / length, 1 / length];
  },
};

/** Zenithal equidistant (section 5.1.6). */
export const ARC: Projection = zenithal(
  (colatitude) => colatitude,
  (radius) => (radius <= Math.PI ? radius : null),
);

/** Zenithal equal area (section 5.1.7). */
export const ZEA: Projection = zenithal(
  (colatitude) => 2 * Math.sin(colatitude / 2),
  (radius) => (radius <= 2 ? 2 * Math.asin(radius / 2) : null),
);

/** Rounding of a longitude of 180°. */
const EDGE = Math.PI * (1 + 1e-13);

/** Plate carrée (section 5.2.3). */
export const CAR: Projection = {
  theta0Deg: 0,
  toPlane: ([l, m, n]) => [Math.atan2(m, l), Math.atan2(n, Math.hypot(l, m))],
  toNative([x, y]) {
    if (Math.abs(x) > EDGE || Math.abs(y) > EDGE / 2) return null;
    return [Math.cos(y) * Math.cos(x), Math.cos(y) * Math.sin(x), Math.sin(y)];
  },
};

/** NCP of AIPS: SIN seen along the pole. Source: Paper II, section 6.1.2. Null at declination 0, where it has no map. */
export function ncpSlant(decDeg: number): Slant | null {
  const tangent = Math.tan(decDeg * RADIANS_PER_DEGREE);
  return tangent === 0 ? null : { xi: 0, eta: 1 / tangent };
}

function zenithal(
  radiusOf: (colatitude: number) => number,
  colatitudeOf: (radius: number) => number | null,
): Projection {
  return {
    theta0Deg: 90,
    toPlane([l, m, n]) {
      const sine = Math.hypot(l, m);
      if (sine === 0) return n > 0 ? [0, 0] : null;
      const scale = radiusOf(Math.atan2(sine, n)) / sine;
      return [m * scale, -l * scale];
    },
    toNative([x, y]) {
      const radius = Math.hypot(x, y);
      if (radius === 0) return [0, 0, 1];
      const colatitude = colatitudeOf(radius);
      if (colatitude === null) return null;
      const scale = Math.sin(colatitude) / radius;
      return [-y * scale, x * scale, Math.cos(colatitude)];
    },
  };
}
