import { AppError } from '#shared/errors/app-error.ts';
import { cosDeg, sinDeg } from '#shared/sky/position.ts';
import type { FitsImage } from './image.ts';
import { numberOf, textOf, type Values } from './header-values.ts';
import type { ImagePlane } from './plane.ts';

/** The linear part of a plane's coordinates, between pixels (from 0) and longitude and latitude axes in degrees. */
export interface LinearPart {
  /** Degrees per pixel: [longitude by x, longitude by y, latitude by x, latitude by y]. */
  readonly matrix: readonly [number, number, number, number];
  /** The pixel, from 0, at which both axes are 0: it may have fractions. */
  readonly x0: number;
  readonly y0: number;
}

const DEGREES: Readonly<Record<string, number>> = {
  '': 1,
  deg: 1,
  degree: 1,
  degrees: 1,
  arcmin: 1 / 60,
  arcsec: 1 / 3600,
  mas: 1 / 3_600_000,
  rad: 180 / Math.PI,
};

/** Degrees of the unit of an axis of the sky. Throws AppError `bad-input` for a unit that is no angle. */
export function degreesPerUnit(header: Values, axis: number): number {
  const unit = (textOf(header, `CUNIT${axis}`) ?? '').trim();
  const degrees = DEGREES[unit] ?? DEGREES[unit.toLowerCase()];
  if (degrees !== undefined) return degrees;
  throw new AppError(
    'bad-input',
    `The image's CUNIT${axis} is ${JSON.stringify(unit)}, which is no angle.`,
  );
}

/**
 * PC with CDELT, CD, or CROTA of the latitude axis with CDELT, in this order. Axes that are not of the sky shift the
 * plane by their chosen pixels.
 *
 * @throws AppError `bad-input` for a matrix without an inverse
 */
export function linearPartOf({ image, pixels }: ImagePlane): LinearPart {
  const elements = elementsOf(image);
  const [lon, lat] = image.isLongitudeFirst ? [image.x, image.y] : [image.y, image.x];
  const row = (axis: number) => ({
    x: elements(axis, image.x.number),
    y: elements(axis, image.y.number),
    shift: image.axes.reduce((sum, { number }, index) => {
      if (number === image.x.number || number === image.y.number) return sum;
      return sum + elements(axis, number) * (pixels[index]! + 1 - referencePixel(image, number));
    }, 0),
  });
  const [a, b] = [row(lon.number), row(lat.number)];
  const determinant = a.x * b.y - a.y * b.x;
  if (!Number.isFinite(determinant) || determinant === 0) {
    throw new AppError(
      'bad-input',
      "The image's pixels have no size: its CDELT, PC or CD cards are damaged.",
    );
  }
  return {
    matrix: [a.x, a.y, b.x, b.y],
    x0: referencePixel(image, image.x.number) - 1 - (b.y * a.shift - a.y * b.shift) / determinant,
    y0: referencePixel(image, image.y.number) - 1 - (a.x * b.shift - b.x * a.shift) / determinant,
  };
}

function referencePixel({ header }: FitsImage, axis: number): number {
  return numberOf(header, `CRPIX${axis}`, 0);
}

/** Element (i, j) of the matrix from pixels to degrees. */
function elementsOf(image: FitsImage): (i: number, j: number) => number {
  const { header } = image;
  const step = (i: number): number => numberOf(header, `CDELT${i}`, 1) * degreesPerUnit(header, i);
  const pc = matrixNames(header, 'PC');
  if (pc !== null) return (i, j) => step(i) * numberOf(header, pc(i, j), i === j ? 1 : 0);
  const cd = matrixNames(header, 'CD');
  if (cd !== null) return (i, j) => numberOf(header, cd(i, j), 0) * degreesPerUnit(header, i);
  const [lon, lat] = image.isLongitudeFirst ? [image.x, image.y] : [image.y, image.x];
  const turn = numberOf(header, `CROTA${lat.number}`, 0);
  return (i, j) => {
    if (i === j) return step(i) * (i === lon.number || i === lat.number ? cosDeg(turn) : 1);
    const isPair = i + j === lon.number + lat.number && (i === lon.number || i === lat.number);
    if (!isPair) return 0;
    return i === lon.number ? -sinDeg(turn) * step(j) : sinDeg(turn) * step(j);
  };
}

/** How a header spells a matrix's elements: PC1_1, PC01_01 or PC001001; null where it has none. */
function matrixNames({ values }: Values, stem: string): ((i: number, j: number) => string) | null {
  const two = (n: number): string => String(n).padStart(2, '0');
  const three = (n: number): string => String(n).padStart(3, '0');
  const has = (pattern: RegExp): boolean => [...values.keys()].some((key) => pattern.test(key));
  if (has(new RegExp(`^${stem}[1-9]\\d?_[1-9]\\d?$`))) return (i, j) => `${stem}${i}_${j}`;
  if (has(new RegExp(`^${stem}\\d\\d_\\d\\d$`))) return (i, j) => `${stem}${two(i)}_${two(j)}`;
  if (has(new RegExp(`^${stem}\\d{6}$`))) return (i, j) => `${stem}${three(i)}${three(j)}`;
  return null;
}
