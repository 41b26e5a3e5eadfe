import { z } from 'zod';
import { call, type Infer } from './declare.ts';
import { count, shortText } from './values.ts';

/** An image on this disk: its path below the output folder, with a leading `/`. */
const image = z.object({ path: shortText });

const opened = z.object({
  /** Bytes of the file. */
  fileBytes: count,
  /** The bytes of the header in front of the image, and where they begin in the file. */
  header: z.instanceof(Uint8Array),
  headerOffset: count,
});
export type OpenedImage = Infer<typeof opened>;

/** A tile: see `shared/image/tiles.ts`. */
const tileAt = z.object({ level: count.max(24), column: count, row: count });

const tile = z.object({
  width: count,
  height: count,
  /** The bottom row first; NaN for "no value". At most 1 MiB. */
  values: z.instanceof(Float32Array),
});
export type ImageTile = Infer<typeof tile>;

const histogram = z.object({
  /** By key, as `shared/image/histogram.ts` counts. */
  counts: z.instanceof(Uint32Array),
  /** Pixels with a value. */
  count,
  /** Null where there is no such pixel. */
  min: z.number().nullable(),
  max: z.number().nullable(),
});
export type ImageHistogram = Infer<typeof histogram>;

export const imagesCalls = {
  /** Reads the header of an image, again if the file has changed. */
  'images.open': call(image, opened),
  /**
   * Values of a part of the image. `sample` takes a pixel of each block, and answers at once; `mean` averages each block,
   * for which the whole image is read first.
   */
  'images.tile': call(image.extend({ at: tileAt, how: z.enum(['sample', 'mean']) }), tile),
  /** The value of one pixel, from 0; null for "no value". */
  'images.value': call(
    image.extend({ x: count, y: count }),
    z.object({ value: z.number().nullable() }),
  ),
  /** How often each value occurs in the whole image, which is read first. */
  'images.histogram': call(image, histogram),
  /** Nobody looks at the image any more: its memory is freed. */
  'images.close': call(image, z.null()),
};
