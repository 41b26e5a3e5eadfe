import { aitoff } from '#shared/sky/aitoff.ts';
import { mollweide } from '#shared/sky/mollweide.ts';
import { RADIANS_PER_DEGREE } from '#shared/sky/position.ts';

/** The projection of the whole sky. Zoomed in, both become the orthographic one, in which the survey's images are. */
export type AllSky = 'mollweide' | 'aitoff';

type Pair = readonly [number, number];
/** From longitude and latitude, in radians, to the plane: x to the east, y to the north, about radians in the middle. */
type Raw = (lon: number, lat: number) => Pair;

/** Steps of Newton's method, and the size of its residue that is exact enough: far below a pixel. */
const MAX_STEPS = 40;
const EXACT = 1e-11;
/** Of the derivatives, radians. */
const STEP = 1e-6;

const RAW: Readonly<Record<AllSky, Raw>> = {
  mollweide: (lon, lat) => {
    // The chart's formula takes right ascensions and grows to the left; beyond its edges it would wrap.
    const { x, y } = mollweide({ raDeg: 0, decDeg: lat / RADIANS_PER_DEGREE }, -90);
    return [(-x * Math.SQRT2 * lon) / (Math.PI / 2), y * Math.SQRT2];
  },
  aitoff: (lon, lat) => {
    const { x, y } = aitoff(lon, lat);
    return [x, y];
  },
};

const orthographic: Raw = (lon, lat) => [Math.cos(lat) * Math.sin(lon), Math.sin(lat)];

/** The height of a declination on the central meridian of the map of the whole sky. */
export function rawY(allSky: AllSky, decDeg: number): number {
  return RAW[allSky](0, decDeg * RADIANS_PER_DEGREE)[1];
}

/** A projection between that of the whole sky (blend 0) and the orthographic one (1). */
export function blendedRaw(allSky: AllSky, blend: number): Raw {
  const whole = RAW[allSky];
  if (blend === 0) return whole;
  if (blend === 1) return orthographic;
  return (lon, lat) => {
    const [a, b] = [whole(lon, lat), orthographic(lon, lat)];
    return [a[0] + (b[0] - a[0]) * blend, a[1] + (b[1] - a[1]) * blend];
  };
}

/** The inverse of {@link blendedRaw}, in radians; null for a point off the map. */
export function unproject(allSky: AllSky, blend: number, point: Pair): Pair | null {
  const [x, y] = point;
  if (blend === 1) {
    const radius2 = x * x + y * y;
    if (radius2 > 1) return null;
    return [Math.atan2(x, Math.sqrt(1 - radius2)), Math.asin(y)];
  }
  if (blend === 0 && !isOnMap(allSky, point)) return null;
  // A start between the middle and the point: at the point itself the Aitoff projection may have no slope.
  return newton(blendedRaw(allSky, blend), point, [x * 0.7, y * 0.7]);
}

/** Whether a point lies in the ellipse of the map of the whole sky. */
function isOnMap(allSky: AllSky, [x, y]: Pair): boolean {
  const half = HALF_HEIGHT[allSky];
  return (x / (2 * half)) ** 2 + (y / half) ** 2 <= 1;
}

/** Half the height of the map of the whole sky; it is twice as wide. */
export const HALF_HEIGHT: Readonly<Record<AllSky, number>> = {
  mollweide: Math.SQRT2,
  aitoff: Math.PI / 2,
};

function newton(raw: Raw, [x, y]: Pair, start: Pair): Pair | null {
  let [lon, lat] = start;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const at = raw(lon, lat);
    const [dx, dy] = [x - at[0], y - at[1]];
    if (Math.hypot(dx, dy) < EXACT) break;
    const side = lat > 0 ? -STEP : STEP;
    const [byLon, byLat] = [raw(lon + STEP, lat), raw(lon, lat + side)];
    const [a, b] = [(byLon[0] - at[0]) / STEP, (byLat[0] - at[0]) / side];
    const [c, d] = [(byLon[1] - at[1]) / STEP, (byLat[1] - at[1]) / side];
    const determinant = a * d - b * c;
    if (Math.abs(determinant) < 1e-14) break;
    const limit =
      0.7 /
      Math.max(0.7, Math.hypot((d * dx - b * dy) / determinant, (a * dy - c * dx) / determinant));
    lon = clamp(lon + (limit * (d * dx - b * dy)) / determinant, Math.PI);
    lat = clamp(lat + (limit * (a * dy - c * dx)) / determinant, Math.PI / 2);
  }
  const end = raw(lon, lat);
  return Math.hypot(end[0] - x, end[1] - y) < 1e-4 ? [lon, lat] : null;
}

function clamp(value: number, most: number): number {
  return Math.max(-most, Math.min(most, value));
}
