import { textOf } from '#shared/fits/header-values.ts';
import { clipBox } from '#shared/fits/pixel-box.ts';
import { valueOfPixel } from '#shared/image/decode-pixels.ts';
import type { SkyPosition } from '#shared/sky/position.ts';
import { createBoxRows } from '../cutouts/box-rows.ts';
import type { ImageBytes } from '../cutouts/image-bytes.ts';
import { planBoxes } from '../cutouts/plan-boxes.ts';

/** Pixels of an image at positions. */
export interface SampledPixels {
  /** NaN for "no value", null beyond the image's edge. */
  readonly values: readonly (number | null)[];
  /** BUNIT; '' where the header has none. */
  readonly unit: string;
}

/** Reads the pixel that holds each position, and little else. Throws AppError. */
export async function sampleImage(
  image: ImageBytes,
  positions: readonly SkyPosition[],
  stokes: string | null,
): Promise<SampledPixels> {
  const known = await image.header();
  const asked = { positions, sizeDeg: 0, edge: 'pad', stokes } as const;
  const { plane, boxes, plan } = planBoxes(known, asked, image.callCostBytes);
  const pixels = boxes.map((box) =>
    box === null || clipBox(plane, box) === null
      ? null
      : { y: box.y0, rows: createBoxRows(plane, box) },
  );
  await image.read(plan.ranges, (at, piece) => {
    for (const pixel of pixels) pixel?.rows.take(at, piece);
  });
  return {
    values: pixels.map((pixel) =>
      pixel === null ? null : valueOfPixel(plane.image, pixel.rows.row(pixel.y)),
    ),
    unit: textOf(known.header, 'BUNIT') ?? '',
  };
}
