import type { Stokes } from '#shared/survey/product.ts';
import type { Exposure } from '../observing/exposure.ts';
import type { Observatory } from '../observing/observatory.ts';
import { renderBackground, renderImage, renderRms } from '../observing/render-image.ts';
import { encodeFits } from './fits.ts';
import { DEMO_REMARKS, imageCards } from './image-cards.ts';

/** A field image or one of its maps, as a FITS file. */
export function imageFile(
  observatory: Observatory,
  exposure: Exposure,
  stokes: Stokes,
  kind: 'image' | 'rms' | 'background',
): Buffer {
  const render = { image: renderImage, rms: renderRms, background: renderBackground }[kind];
  const quantity = { image: 'Intensity', rms: 'RMS', background: 'Background' }[kind];
  const { width } = exposure.frame;
  return encodeFits(
    [width, width, 1, 1],
    imageCards(exposure, stokes, quantity),
    DEMO_REMARKS,
    render(observatory, exposure, stokes),
  );
}
