import type { Stokes } from '#shared/survey/product.ts';
import { createRandom } from '../random.ts';
import { RADIANS_PER_DEGREE } from '#shared/sky/position.ts';
import type { Exposure } from './exposure.ts';
import type { Observatory } from './observatory.ts';
import { type SeenSource, seenSources } from './seen-sources.ts';

/** What an image file or its maps hold: jansky a beam, row by row from the south, NaN where nothing was seen. */
export type Pixels = Float32Array;

/** An image or map of an exposure, which makes any of its rows alone. */
export interface ImageRows {
  /** Pixels along each side. */
  readonly width: number;
  /** Fills `target[x]` for x from 0 to the width. The same row has the same pixels each time. */
  fillRow(target: Float32Array, y: number): void;
}

/** The image itself: background, noise, and every source as the beam shows it. */
export function imageRows(observatory: Observatory, exposure: Exposure, stokes: Stokes): ImageRows {
  const { width } = exposure.frame;
  const relative = observatory.relativeNoise(exposure);
  const noise = observatory.noiseField(`${exposure.key}/${stokes}`);
  const background = backgroundRows(observatory, exposure, stokes);
  const profiles = seenSources(observatory, exposure, stokes).map((seen) =>
    profileOf(exposure, seen),
  );
  const noiseRow = new Float32Array(width);
  const relativeRow = new Float32Array(width);
  return {
    width,
    fillRow(target, y) {
      background.fillRow(target, y);
      noise.fillRow(noiseRow, y);
      relative.fillRow(relativeRow, y);
      for (let x = 0; x < width; x += 1) {
        target[x]! += noiseRow[x]! * relativeRow[x]! * exposure.noiseJy;
      }
      for (const addTo of profiles) addTo(target, y);
    },
  };
}

/** The noise in each pixel. */
export function rmsRows(observatory: Observatory, exposure: Exposure): ImageRows {
  const relative = observatory.relativeNoise(exposure);
  return {
    width: exposure.frame.width,
    fillRow(target, y) {
      relative.fillRow(target, y);
      for (let x = 0; x < target.length; x += 1) target[x]! *= exposure.noiseJy;
    },
  };
}

/** What lies under the sources: a faint slow wave, as imperfect calibration leaves behind. */
export function backgroundRows(
  observatory: Observatory,
  exposure: Exposure,
  stokes: Stokes,
): ImageRows {
  const { width } = exposure.frame;
  const random = createRandom(exposure.key, 'background', stokes);
  const amplitude = 0.1 * exposure.noiseJy;
  const across = wave(width, random.between(1, 3), random.uniform());
  const up = wave(width, random.between(1, 3), random.uniform());
  const relative = observatory.relativeNoise(exposure);
  return {
    width,
    fillRow(target, y) {
      relative.fillRow(target, y);
      for (let x = 0; x < width; x += 1) {
        target[x] = Number.isNaN(target[x]) ? Number.NaN : amplitude * across[x]! * up[y]!;
      }
    },
  };
}

/** All rows in one piece. */
export function allPixels(rows: ImageRows): Pixels {
  const { width } = rows;
  const pixels = new Float32Array(width * width);
  for (let y = 0; y < width; y += 1) rows.fillRow(pixels.subarray(y * width, (y + 1) * width), y);
  return pixels;
}

function wave(width: number, turns: number, phase: number): Float64Array {
  return Float64Array.from({ length: width }, (_, i) =>
    Math.cos(2 * Math.PI * ((turns * i) / width + phase)),
  );
}

/** Adds what a source leaves in a row, if it reaches there. */
type AddToRow = (target: Float32Array, y: number) => void;

function profileOf({ frame, beam }: Exposure, { pixel, fluxJy }: SeenSource): AddToRow {
  const { width, pixelDeg } = frame;
  const angle = beam.angleDeg * RADIANS_PER_DEGREE;
  const sin = Math.sin(angle);
  const cos = Math.cos(angle);
  const alongScale = (4 * Math.LN2 * pixelDeg ** 2) / beam.majorDeg ** 2;
  const acrossScale = (4 * Math.LN2 * pixelDeg ** 2) / beam.minorDeg ** 2;
  const reach = Math.ceil((2.2 * beam.majorDeg) / pixelDeg);
  const [x0, x1] = [Math.round(pixel.x) - reach, Math.round(pixel.x) + reach];
  const [y0, y1] = [Math.round(pixel.y) - reach, Math.round(pixel.y) + reach];
  return (target, y) => {
    if (y < y0 || y > y1) return;
    const north = y - pixel.y;
    for (let x = Math.max(0, x0); x <= Math.min(width - 1, x1); x += 1) {
      const east = pixel.x - x;
      const along = east * sin + north * cos;
      const across = east * cos - north * sin;
      const exponent = alongScale * along * along + acrossScale * across * across;
      target[x]! += fluxJy * Math.exp(-exponent);
    }
  };
}
