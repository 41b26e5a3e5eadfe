import type { Stokes } from '#shared/survey/product.ts';
import type { Exposure } from '../observing/exposure.ts';
import type { Observatory } from '../observing/observatory.ts';
import {
  allPixels,
  backgroundRows,
  imageRows,
  type ImageRows,
  rmsRows,
} from '../observing/render-image.ts';
import { encodeFits } from './fits.ts';
import { DEMO_REMARKS, imageCards } from './image-cards.ts';

export type ImageKind = 'image' | 'rms' | 'background';

const ROWS = { image: imageRows, rms: rmsRows, background: backgroundRows };
const QUANTITY = { image: 'Intensity', rms: 'RMS', background: 'Background' };

/** A field image or one of its maps, as a FITS file. */
export function imageFile(
  observatory: Observatory,
  exposure: Exposure,
  stokes: Stokes,
  kind: ImageKind,
): Buffer {
  const { rows, width, cards } = describeImage(observatory, exposure, stokes, kind);
  return encodeFits([width, width, 1, 1], cards, DEMO_REMARKS, allPixels(rows));
}

/** Rows and cards of an image. */
export function describeImage(
  observatory: Observatory,
  exposure: Exposure,
  stokes: Stokes,
  kind: ImageKind,
): {
  readonly rows: ImageRows;
  readonly width: number;
  readonly cards: ReturnType<typeof imageCards>;
} {
  return {
    rows: ROWS[kind](observatory, exposure, stokes),
    width: exposure.frame.width,
    cards: imageCards(exposure, stokes, QUANTITY[kind]),
  };
}
