import type { SourceSign, Stokes } from '#shared/survey/product.ts';
import { createLruCache } from '../lru-cache.ts';
import { createRandom } from '../random.ts';
import type { SkyPosition } from '#shared/sky/position.ts';
import { shifted } from '../sky/shifted.ts';
import type { SkySource } from '../sky/sky-source.ts';
import type { Exposure } from './exposure.ts';
import type { PixelPosition } from './image-frame.ts';
import type { Observatory } from './observatory.ts';
import { seenSources } from './seen-sources.ts';

/** A source that the source finder lists: what it measured, with its errors. */
export interface Detection {
  readonly source: SkySource;
  readonly position: SkyPosition;
  readonly positionErrorArcsec: number;
  /** The pixel of its peak, counted from 0. */
  readonly pixel: PixelPosition;
  /** As measured; always positive, for negative sources are found in the negated image. */
  readonly peakJy: number;
  readonly peakErrorJy: number;
  readonly integratedJy: number;
  readonly integratedErrorJy: number;
  /** Noise of the image there. */
  readonly rmsJy: number;
}

/** Selavy's usual threshold, in units of the noise. */
const THRESHOLD = 5;
const KEPT_LISTS = 1024;

/** Positions are as good as ASKAP's own resolution makes them, however coarse the demo's pixels are. */
const ASKAP_BEAM_ARCSEC = 13;

export type Detect = (exposure: Exposure, stokes: Stokes, sign: SourceSign) => readonly Detection[];

/** A source finder: it lists what stands out of an image, brightest first. */
export function createDetector(observatory: Observatory): Detect {
  const kept = createLruCache<readonly Detection[]>(KEPT_LISTS);
  return (exposure, stokes, sign) =>
    kept.getOrMake([exposure.key, stokes, sign].join('/'), () =>
      detect(observatory, exposure, stokes, sign),
    );
}

function detect(
  observatory: Observatory,
  exposure: Exposure,
  stokes: Stokes,
  sign: SourceSign,
): readonly Detection[] {
  const relative = observatory.relativeNoise(exposure);
  const noise = observatory.noiseField(`${exposure.key}/${stokes}`);
  const direction = sign === 'negative' ? -1 : 1;

  const found: Detection[] = [];
  for (const { source, position, pixel, fluxJy } of seenSources(observatory, exposure, stokes)) {
    const [x, y] = [Math.round(pixel.x), Math.round(pixel.y)];
    const rmsJy = relative.at(x, y) * exposure.noiseJy;
    // The very noise that the image has there, so that catalogue and image agree.
    const peakJy = direction * (fluxJy + noise.at(x, y) * rmsJy);
    // Written so that the NaN of pixels without data is not a detection.
    if (!(peakJy >= THRESHOLD * rmsJy)) continue;

    const random = createRandom(exposure.key, 'fit', stokes, source.key);
    const positionErrorArcsec = (ASKAP_BEAM_ARCSEC * rmsJy) / (2 * peakJy);
    const integratedErrorJy = 1.6 * rmsJy;
    found.push({
      source,
      position: shifted(
        position,
        positionErrorArcsec * random.gaussian(),
        positionErrorArcsec * random.gaussian(),
      ),
      positionErrorArcsec,
      pixel: { x, y },
      peakJy,
      peakErrorJy: rmsJy,
      integratedJy: Math.max(peakJy * 0.8, peakJy + integratedErrorJy * random.gaussian()),
      integratedErrorJy,
      rmsJy,
    });
  }
  return found.toSorted((a, b) => b.peakJy - a.peakJy);
}
