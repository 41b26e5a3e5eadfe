import type { Stokes } from '#shared/survey/product.ts';
import { fluxAt } from '../sky/light-curve.ts';
import type { SkyPosition } from '#shared/sky/position.ts';
import { shifted } from '../sky/shifted.ts';
import type { SkySource } from '../sky/sky-source.ts';
import type { Exposure } from './exposure.ts';
import { IMAGE_SIDE_DEG, type PixelPosition } from './image-frame.ts';
import type { Observatory } from './observatory.ts';

/** A source as it stands in one image, whether or not it rises above the noise. */
export interface SeenSource {
  readonly source: SkySource;
  /** Where the exposure's calibration puts it. */
  readonly position: SkyPosition;
  readonly pixel: PixelPosition;
  /** What the image holds at its peak, jansky a beam; negative in Q, U and V for some. */
  readonly fluxJy: number;
}

/** From the centre of an image to its corners, degrees. */
const REACH_DEG = (IMAGE_SIDE_DEG / 2) * Math.SQRT2;

/** Every source that shines into an exposure in one Stokes parameter. */
export function seenSources(
  observatory: Observatory,
  exposure: Exposure,
  stokes: Stokes,
): readonly SeenSource[] {
  const seen: SeenSource[] = [];
  for (const source of observatory.sky.sourcesAround(exposure.field, REACH_DEG)) {
    const fraction = stokes === 'I' ? 1 : source.polarised[stokes];
    if (fraction === 0) continue;
    const position = shifted(source, exposure.eastArcsec, exposure.northArcsec);
    const pixel = exposure.frame.toPixel(position);
    if (pixel === null || !isInside(pixel, exposure.frame.width)) continue;
    const fluxJy = fluxAt(source, exposure.midMjd) * fraction * exposure.gain;
    seen.push({ source, position, pixel, fluxJy });
  }
  return seen;
}

function isInside({ x, y }: PixelPosition, width: number): boolean {
  return x > -0.5 && y > -0.5 && x < width - 0.5 && y < width - 0.5;
}
