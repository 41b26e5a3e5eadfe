import type { Stokes } from '#shared/survey/product.ts';
import { createRandom } from '../random.ts';
import { RADIANS_PER_DEGREE } from '#shared/sky/position.ts';
import type { Exposure } from './exposure.ts';
import type { Observatory } from './observatory.ts';
import { type SeenSource, seenSources } from './seen-sources.ts';

/** What an image file or its maps hold: jansky a beam, row by row from the south, NaN where nothing was seen. */
export type Pixels = Float32Array;

/** The image itself: background, noise, and every source as the beam shows it. */
export function renderImage(observatory: Observatory, exposure: Exposure, stokes: Stokes): Pixels {
  const { width } = exposure.frame;
  const relative = observatory.relativeNoise(exposure);
  const noise = observatory.noiseField(`${exposure.key}/${stokes}`);
  const image = renderBackground(observatory, exposure, stokes);
  const row = new Float32Array(width);
  for (let y = 0; y < width; y += 1) {
    noise.fillRow(row, y);
    const start = y * width;
    for (let x = 0; x < width; x += 1) {
      image[start + x]! += row[x]! * relative[start + x]! * exposure.noiseJy;
    }
  }
  for (const seen of seenSources(observatory, exposure, stokes)) addSource(image, exposure, seen);
  return image;
}

/** The noise in each pixel. */
export function renderRms(observatory: Observatory, exposure: Exposure): Pixels {
  return observatory.relativeNoise(exposure).map((value) => value * exposure.noiseJy);
}

/** What lies under the sources: a faint slow wave, as imperfect calibration leaves behind. */
export function renderBackground(
  observatory: Observatory,
  exposure: Exposure,
  stokes: Stokes,
): Pixels {
  const { width } = exposure.frame;
  const random = createRandom(exposure.key, 'background', stokes);
  const amplitude = 0.1 * exposure.noiseJy;
  const across = wave(width, random.between(1, 3), random.uniform());
  const up = wave(width, random.between(1, 3), random.uniform());
  const relative = observatory.relativeNoise(exposure);
  const background = new Float32Array(width * width);
  for (let y = 0; y < width; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const index = y * width + x;
      const unseen = Number.isNaN(relative[index]);
      background[index] = unseen ? Number.NaN : amplitude * across[x]! * up[y]!;
    }
  }
  return background;
}

function wave(width: number, turns: number, phase: number): Float64Array {
  return Float64Array.from({ length: width }, (_, i) =>
    Math.cos(2 * Math.PI * ((turns * i) / width + phase)),
  );
}

function addSource(image: Pixels, { frame, beam }: Exposure, { pixel, fluxJy }: SeenSource): void {
  const { width, pixelDeg } = frame;
  const angle = beam.angleDeg * RADIANS_PER_DEGREE;
  const sin = Math.sin(angle);
  const cos = Math.cos(angle);
  const alongScale = (4 * Math.LN2 * pixelDeg ** 2) / beam.majorDeg ** 2;
  const acrossScale = (4 * Math.LN2 * pixelDeg ** 2) / beam.minorDeg ** 2;
  const reach = Math.ceil((2.2 * beam.majorDeg) / pixelDeg);
  const [x0, x1] = [Math.round(pixel.x) - reach, Math.round(pixel.x) + reach];
  const [y0, y1] = [Math.round(pixel.y) - reach, Math.round(pixel.y) + reach];
  for (let y = Math.max(0, y0); y <= Math.min(width - 1, y1); y += 1) {
    for (let x = Math.max(0, x0); x <= Math.min(width - 1, x1); x += 1) {
      const east = pixel.x - x;
      const north = y - pixel.y;
      const along = east * sin + north * cos;
      const across = east * cos - north * sin;
      const exponent = alongScale * along * along + acrossScale * across * across;
      image[y * width + x]! += fluxJy * Math.exp(-exponent);
    }
  }
}
