/** Pixels along each side of a tile: its values have 1 MiB. */
export const TILE_PIXELS = 512;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * A tile of an image at a level: each of its pixels stands for 2^level × 2^level of the image's. Columns and rows count
 * tiles, from the image's first pixel on.
 */
export interface TileAt {
  readonly level: number;
  readonly column: number;
  readonly row: number;
}

/** The size of the image at a level, pixels. */
export function sizeAt({ width, height }: Size, level: number): Size {
  const block = 2 ** level;
  return { width: Math.ceil(width / block), height: Math.ceil(height / block) };
}

/** The lowest level at which the image fits into one tile. */
export function topLevel({ width, height }: Size): number {
  return Math.max(0, Math.ceil(Math.log2(Math.max(width, height) / TILE_PIXELS)));
}

/** The pixels of a tile in the image at its level, or null for one that does not exist. */
export function tileBox(
  image: Size,
  { level, column, row }: TileAt,
): ({ readonly x: number; readonly y: number } & Size) | null {
  if (level > topLevel(image)) return null;
  const { width, height } = sizeAt(image, level);
  const [x, y] = [column * TILE_PIXELS, row * TILE_PIXELS];
  if (x >= width || y >= height) return null;
  return {
    x,
    y,
    width: Math.min(TILE_PIXELS, width - x),
    height: Math.min(TILE_PIXELS, height - y),
  };
}

/** The pixel of the image, 0 to before `length`, that stands for a whole block in a sample: the block's middle. */
export function sampledPixel(at: number, level: number, length: number): number {
  return Math.min(length - 1, at * 2 ** level + Math.floor(2 ** level / 2));
}
