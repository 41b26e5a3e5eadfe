import { AppError } from '#shared/errors/app-error.ts';
import { numberOf } from './header-values.ts';
import type { FitsImage, ImageAxis } from './image.ts';

/** One plane of sky in an image with more axes: a pixel on each of the others. */
export interface ImagePlane {
  readonly image: FitsImage;
  /** For each axis the chosen pixel, from 0; 0 for the axes of the sky. */
  readonly pixels: readonly number[];
  /** Where the plane's pixel (0, 0) stands in the file, bytes. */
  readonly offset: number;
}

/** What chooses a plane, where an image has more than one. */
export interface PlaneChoice {
  readonly stokes?: string;
  readonly frequencyHz?: number;
}

/** Codes of the Stokes parameters on a STOKES axis. Source: FITS standard 4.0, table 29. */
const STOKES: Readonly<Record<string, number>> = {
  I: 1,
  Q: 2,
  U: 3,
  V: 4,
  RR: -1,
  LL: -2,
  RL: -3,
  LR: -4,
  XX: -5,
  YY: -6,
  XY: -7,
  YX: -8,
};

/**
 * The plane of an image that is meant. Axes of length 1 need no choice; the choice of an axis of length 1 is held to
 * what stands there; the nearest frequency is taken.
 *
 * @throws AppError `bad-input` for an axis that leaves the plane open, and for a Stokes parameter that is not there
 */
export function choosePlane(image: FitsImage, choice: PlaneChoice = {}): ImagePlane {
  const pixels = image.axes.map((axis) =>
    axis === image.x || axis === image.y ? 0 : pixelOf(image, axis, choice),
  );
  const inData = pixels.reduce((sum, pixel, i) => sum + pixel * image.axes[i]!.strideBytes, 0);
  return { image, pixels, offset: image.header.dataOffset + inData };
}

/**
 * The Stokes parameter of a plane, as `I` or `RR`; null where the header has no STOKES axis, or no code of the standard.
 *
 * @throws AppError `bad-input` for an axis whose cards are no numbers
 */
export function stokesOf({ image, pixels }: ImagePlane): string | null {
  const index = image.axes.findIndex(isStokes);
  const axis = image.axes[index];
  if (axis === undefined) return null;
  const { step, reference, value } = scaleOf(image, axis);
  const code = Math.round(value + (pixels[index]! + 1 - reference) * step);
  return Object.keys(STOKES).find((name) => STOKES[name] === code) ?? null;
}

function isStokes({ type }: ImageAxis): boolean {
  return type.trim() === 'STOKES';
}

function pixelOf(image: FitsImage, axis: ImageAxis, choice: PlaneChoice): number {
  if (isStokes(axis) && choice.stokes !== undefined) {
    return stokesPixel(image, axis, choice.stokes.toUpperCase());
  }
  if (axis.length === 1) return 0;
  if (/^FREQ(?:$|-| )/.test(axis.type) && choice.frequencyHz !== undefined) {
    const nearest = Math.round(pixelAt(image, axis, choice.frequencyHz));
    return Math.min(Math.max(nearest, 0), axis.length - 1);
  }
  throw new AppError(
    'bad-input',
    `The image has ${axis.length} planes along axis ${axis.number} (${axis.type || 'without a name'}): choose one by Stokes parameter or frequency.`,
  );
}

function stokesPixel(image: FitsImage, axis: ImageAxis, stokes: string): number {
  const code = STOKES[stokes];
  const pixel = code === undefined ? -1 : Math.round(pixelAt(image, axis, code));
  if (code !== undefined && pixel >= 0 && pixel < axis.length) return pixel;
  throw new AppError('bad-input', `The image has no Stokes ${stokes}.`);
}

/** The pixel, from 0 and with fractions, at which an axis of its own has a value. */
function pixelAt(image: FitsImage, axis: ImageAxis, wanted: number): number {
  const { step, reference, value } = scaleOf(image, axis);
  return (wanted - value) / step + reference - 1;
}

/** The value at an axis's reference pixel, which counts from 1, and the step from pixel to pixel. */
function scaleOf(
  { header }: FitsImage,
  { number }: ImageAxis,
): { readonly step: number; readonly reference: number; readonly value: number } {
  return {
    step: numberOf(header, `CDELT${number}`, numberOf(header, `CD${number}_${number}`, 1)),
    reference: numberOf(header, `CRPIX${number}`, 0),
    value: numberOf(header, `CRVAL${number}`, 0),
  };
}
