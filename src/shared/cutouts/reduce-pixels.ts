import type { Values } from '#shared/image/paint.ts';

/**
 * Means of square blocks of pixels, so that neither side is longer than `maxSide`. NaN are left out of a mean; a block of
 * nothing else is NaN. Pixels at the right and the upper edge that fill no block are left out.
 */
export function reducePixels(
  pixels: Values,
  maxSide: number,
): Values & { readonly reducedBy: number } {
  const reducedBy = Math.max(1, Math.ceil(Math.max(pixels.width, pixels.height) / maxSide));
  if (reducedBy === 1) return { ...pixels, reducedBy };
  const width = Math.max(1, Math.floor(pixels.width / reducedBy));
  const height = Math.max(1, Math.floor(pixels.height / reducedBy));
  const values = new Float32Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      values[y * width + x] = meanOf(pixels, x * reducedBy, y * reducedBy, reducedBy);
    }
  }
  return { width, height, values, reducedBy };
}

function meanOf({ width, height, values }: Values, x0: number, y0: number, side: number): number {
  let [sum, count] = [0, 0];
  for (let y = y0; y < Math.min(height, y0 + side); y += 1) {
    for (let x = x0; x < Math.min(width, x0 + side); x += 1) {
      const value = values[y * width + x]!;
      if (!Number.isFinite(value)) continue;
      sum += value;
      count += 1;
    }
  }
  return count === 0 ? Number.NaN : sum / count;
}

/** The value farthest from 0; null where there is none. */
export function peakOf(values: Float32Array): number | null {
  let peak: number | null = null;
  for (const value of values) {
    if (Number.isFinite(value) && (peak === null || Math.abs(value) > Math.abs(peak))) peak = value;
  }
  return peak;
}
