import { AppError } from '#shared/errors/app-error.ts';
import { cosDeg, RADIANS_PER_DEGREE, sinDeg, type UnitVector } from '#shared/sky/position.ts';

/** Turns directions between the sky and a projection's native frame. */
export interface NativeFrame {
  toNative(sky: UnitVector): UnitVector;
  toSky(native: UnitVector): UnitVector;
}

export interface NativePole {
  /** Position of the reference point, CRVAL: degrees. */
  readonly lonDeg: number;
  readonly latDeg: number;
  /** Latitude of the reference point in the native frame, degrees. */
  readonly theta0Deg: 0 | 90;
  /** LONPOLE and LATPOLE, degrees; null for the standard's defaults. */
  readonly lonPoleDeg: number | null;
  readonly latPoleDeg: number | null;
}

/**
 * Source: Paper II, sections 2.2 to 2.4.
 *
 * @throws AppError `bad-input` for a LONPOLE with which no native pole exists
 */
export function createNativeFrame(pole: NativePole): NativeFrame {
  const phi = pole.lonPoleDeg ?? (pole.latDeg >= pole.theta0Deg ? 0 : 180);
  const [lon, lat] = pole.theta0Deg === 90 ? [pole.lonDeg, pole.latDeg] : poleOf(pole, phi);
  const [sinA, cosA] = [sinDeg(lon), cosDeg(lon)];
  const [sinD, cosD] = [sinDeg(lat), cosDeg(lat)];
  const [sinP, cosP] = [sinDeg(phi), cosDeg(phi)];
  // Equation 5: rows are the native axes, seen in the sky's frame.
  const l: UnitVector = [
    -sinA * sinP - cosA * cosP * sinD,
    cosA * sinP - sinA * cosP * sinD,
    cosP * cosD,
  ];
  const m: UnitVector = [
    sinA * cosP - cosA * sinP * sinD,
    -cosA * cosP - sinA * sinP * sinD,
    sinP * cosD,
  ];
  const n: UnitVector = [cosA * cosD, sinA * cosD, sinD];
  return {
    toNative: (sky) => [dot(l, sky), dot(m, sky), dot(n, sky)],
    toSky: ([a, b, c]) => [
      l[0] * a + m[0] * b + n[0] * c,
      l[1] * a + m[1] * b + n[1] * c,
      l[2] * a + m[2] * b + n[2] * c,
    ],
  };
}

function dot(a: UnitVector, b: UnitVector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/** The native pole on the sky of a projection whose reference point lies on the native equator (equations 8 to 10). */
function poleOf(pole: NativePole, phi: number): readonly [lonDeg: number, latDeg: number] {
  const lat = poleLatitude(pole, phi);
  if (Math.abs(pole.latDeg) === 90) return [pole.lonDeg, lat];
  if (lat === 90) return [pole.lonDeg + phi - 180, lat];
  if (lat === -90) return [pole.lonDeg - phi, lat];
  const y = sinDeg(phi) / cosDeg(pole.latDeg);
  const x = (-sinDeg(lat) * sinDeg(pole.latDeg)) / (cosDeg(lat) * cosDeg(pole.latDeg));
  return [pole.lonDeg - Math.atan2(y, x) / RADIANS_PER_DEGREE, lat];
}

function poleLatitude({ latDeg, latPoleDeg }: NativePole, phi: number): number {
  const wanted = latPoleDeg ?? 90;
  if (cosDeg(phi) === 0 && latDeg === 0) return wanted;
  const cosine = sinDeg(latDeg) / Math.abs(cosDeg(phi));
  if (!(Math.abs(cosine) <= 1 + 1e-12)) throw noPole(phi, latDeg);
  const half = latDeg === 0 ? 90 : Math.acos(clamp(cosine)) / RADIANS_PER_DEGREE;
  const centre = cosDeg(phi) >= 0 ? 0 : 180;
  const found = [centre + half, centre - half]
    .map((angle) => (angle > 180 ? angle - 360 : angle))
    .filter((angle) => Math.abs(angle) <= 90 + 1e-9)
    .map((angle) => Math.max(-90, Math.min(90, angle)))
    .toSorted((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted));
  if (found[0] === undefined) throw noPole(phi, latDeg);
  return found[0];
}

function clamp(cosine: number): number {
  return Math.max(-1, Math.min(1, cosine));
}

function noPole(phi: number, latDeg: number): AppError {
  return new AppError(
    'bad-input',
    `The image's LONPOLE ${phi} does not go with its reference latitude ${latDeg}: no native pole exists.`,
  );
}
