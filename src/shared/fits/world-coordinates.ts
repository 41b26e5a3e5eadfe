import { AppError } from '#shared/errors/app-error.ts';
import { positionOf, RADIANS_PER_DEGREE, unitVectorOf } from '#shared/sky/position.ts';
import { numberOf, textOf } from './header-values.ts';
import type { FitsImage } from './image.ts';
import { degreesPerUnit, linearPartOf } from './linear-part.ts';
import { createNativeFrame } from './native-frame.ts';
import type { ImagePlane } from './plane.ts';
import { ARC, CAR, createSin, ncpSlant, type Projection, TAN, ZEA } from './projections.ts';

/** A direction in the image's own frame, degrees: longitude in [0, 360), latitude in [-90, 90]. */
export interface WorldPosition {
  readonly lonDeg: number;
  readonly latDeg: number;
}

/** A place in a plane in pixels, which may have fractions: the centre of the first pixel is (0, 0). */
export interface PixelPosition {
  readonly x: number;
  readonly y: number;
}

/** The world coordinates of a plane of sky. */
export interface WorldCoordinates {
  /** RADESYS, or what the standard takes for it without one; GALACTIC, ECLIPTIC and others by the axes' names. */
  readonly frame: string;
  /** Code of the projection: SIN, TAN, ZEA, ARC, CAR or NCP. */
  readonly projection: string;
  /** Square root of a pixel's area at the reference point, degrees. */
  readonly pixelDeg: number;
  /** Null for a pixel outside of the projected sky. */
  toSky(pixel: PixelPosition): WorldPosition | null;
  /** Null for a direction that the projection does not show. The pixel may lie outside of the image. */
  toPixel(position: WorldPosition): PixelPosition | null;
}

/**
 * The world coordinates of a plane. Source: FITS standard 4.0, section 8.
 *
 * @throws AppError `bad-input` for a projection that is not known, by its name, and for a header that is damaged
 */
export function createWorldCoordinates(plane: ImagePlane): WorldCoordinates {
  const { image } = plane;
  const { header } = image;
  const [lon, lat] = image.isLongitudeFirst ? [image.x, image.y] : [image.y, image.x];
  const code = projectionCode(image);
  refuseOffsets(image, lon.number);
  const latDeg = numberOf(header, `CRVAL${lat.number}`, 0) * degreesPerUnit(header, lat.number);
  const projection = projectionOf(image, code, lat.number, latDeg);
  const frame = createNativeFrame({
    lonDeg: numberOf(header, `CRVAL${lon.number}`, 0) * degreesPerUnit(header, lon.number),
    latDeg,
    theta0Deg: projection.theta0Deg,
    lonPoleDeg: optional(image, `PV${lon.number}_3`) ?? optional(image, 'LONPOLE'),
    latPoleDeg: optional(image, `PV${lon.number}_4`) ?? optional(image, 'LATPOLE'),
  });
  const { matrix, x0, y0 } = linearPartOf(plane);
  const [a, b, c, d] = matrix;
  const determinant = a * d - b * c;
  return {
    frame: frameOf(image),
    projection: code,
    pixelDeg: Math.sqrt(Math.abs(determinant)),
    toSky({ x, y }) {
      const [dx, dy] = [x - x0, y - y0];
      const native = projection.toNative([
        (a * dx + b * dy) * RADIANS_PER_DEGREE,
        (c * dx + d * dy) * RADIANS_PER_DEGREE,
      ]);
      if (native === null) return null;
      const { raDeg, decDeg } = positionOf(frame.toSky(native));
      if (Number.isNaN(raDeg) || Number.isNaN(decDeg)) return null;
      return { lonDeg: raDeg, latDeg: decDeg };
    },
    toPixel({ lonDeg, latDeg: skyLatDeg }) {
      const sky = unitVectorOf({ raDeg: lonDeg, decDeg: skyLatDeg });
      const point = projection.toPlane(frame.toNative(sky));
      if (point === null) return null;
      const [u, v] = [point[0] / RADIANS_PER_DEGREE, point[1] / RADIANS_PER_DEGREE];
      const x = x0 + (d * u - b * v) / determinant;
      const y = y0 + (a * v - c * u) / determinant;
      // Steps near the limits of a double overflow.
      return Number.isFinite(x) && Number.isFinite(y) ? { x, y } : null;
    },
  };
}

function optional({ header }: FitsImage, keyword: string): number | null {
  return (header.values.get(keyword) ?? null) === null ? null : numberOf(header, keyword, 0);
}

/** The code behind the last hyphen of both axes' types. */
function projectionCode({ x, y }: FitsImage): string {
  const [first, second] = [x, y].map(({ type }) => /^.{4}-(\w{3})\s*$/.exec(type)?.[1] ?? null);
  if (first !== null && first !== undefined && first === second) return first;
  throw new AppError(
    'bad-input',
    `The image's axes ${x.type} and ${y.type} name no projection that is known: SIN, TAN, ZEA, ARC, CAR and NCP are.`,
  );
}

function projectionOf(image: FitsImage, code: string, latAxis: number, latDeg: number): Projection {
  switch (code) {
    case 'SIN': {
      const { header } = image;
      const parameter = (number: number): number => numberOf(header, `PV${latAxis}_${number}`, 0);
      return createSin({ xi: parameter(1), eta: parameter(2) });
    }
    case 'NCP': {
      const slant = ncpSlant(latDeg);
      if (slant !== null) return createSin(slant);
      throw new AppError(
        'bad-input',
        'The image has the projection NCP at declination 0, where it has no map.',
      );
    }
    case 'TAN':
      return TAN;
    case 'ARC':
      return ARC;
    case 'ZEA':
      return ZEA;
    case 'CAR':
      return CAR;
    default:
      throw new AppError(
        'bad-input',
        `The image has the projection ${code}, which is not known: SIN, TAN, ZEA, ARC, CAR and NCP are.`,
      );
  }
}

/** A native reference point of its own (PVi_0 to PVi_2 of the longitude axis), which nothing here reads. */
function refuseOffsets({ header }: FitsImage, lonAxis: number): void {
  const card = [0, 1, 2].map((number) => `PV${lonAxis}_${number}`);
  const found = card.find((keyword) => numberOf(header, keyword, 0) !== 0);
  if (found === undefined) return;
  throw new AppError(
    'bad-input',
    `The image moves its projection's reference point (${found}), which is not known here.`,
  );
}

function frameOf(image: FitsImage): string {
  const { header, x } = image;
  const system = x.type.slice(0, 4);
  if (system.startsWith('GL')) return 'GALACTIC';
  if (system.startsWith('EL')) return 'ECLIPTIC';
  if (!/^(?:RA--|DEC-)/.test(system)) return system;
  const named = textOf(header, 'RADESYS') ?? textOf(header, 'RADECSYS');
  if (named !== null && named.trim() !== '') return named.trim().toUpperCase();
  const equinox = optional(image, 'EQUINOX') ?? optional(image, 'EPOCH');
  if (equinox === null) return 'ICRS';
  return equinox < 1984 ? 'FK4' : 'FK5';
}
