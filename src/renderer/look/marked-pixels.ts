import type { ImageSky } from './sky-image.ts';

/** Sources in an image: pixels as x, y pairs, NaN off the image. */
export interface MarkedSources {
  readonly pixels: Float64Array;
  readonly nameAt: (index: number) => string;
}

/** Positions of ICRS in the pixels of an image: x, y pairs, NaN off the image's sky. */
export function pixelsOf(
  sky: ImageSky,
  { raDeg, decDeg }: { readonly raDeg: Float64Array; readonly decDeg: Float64Array },
): Float64Array {
  const pixels = new Float64Array(raDeg.length * 2).fill(Number.NaN);
  for (let index = 0; index < raDeg.length; index += 1) {
    const position = sky.fromIcrs({ raDeg: raDeg[index]!, decDeg: decDeg[index]! });
    const pixel = position && sky.toPixel(position);
    if (pixel === null) continue;
    pixels[2 * index] = pixel.x;
    pixels[2 * index + 1] = pixel.y;
  }
  return pixels;
}
