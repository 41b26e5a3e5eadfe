import { sizeAt, type Size, TILE_PIXELS, type TileAt, topLevel } from '#shared/image/tiles.ts';
import { type Frame, type Point, toImage, toScreen } from './viewport.ts';

/** Up to this much a tile's pixel may be larger than a pixel of the screen, so that fewer tiles are needed. */
const SLACK = 0.3;

/** The level whose pixels are about those of the screen. @param ratio device pixels per CSS pixel */
export function levelFor(image: Size, scale: number, ratio: number): number {
  const wanted = Math.floor(Math.log2(1 / (scale * ratio)) + SLACK);
  return Math.min(topLevel(image), Math.max(0, wanted));
}

/** The level that is always loaded: limits come from it, and it stands in for what is still missing. */
export function overviewLevel(image: Size): number {
  return Math.max(0, topLevel(image) - 1);
}

/** All tiles of a level. */
export function tilesOf(image: Size, level: number): readonly TileAt[] {
  const { width, height } = sizeAt(image, level);
  const tiles: TileAt[] = [];
  for (let row = 0; row * TILE_PIXELS < height; row += 1) {
    for (let column = 0; column * TILE_PIXELS < width; column += 1) {
      tiles.push({ level, column, row });
    }
  }
  return tiles;
}

/** The tiles of a level on a canvas, those in the middle first. */
export function visibleTiles(image: Size, frame: Frame, level: number): readonly TileAt[] {
  const side = TILE_PIXELS * 2 ** level;
  const { width, height } = frame.size;
  const [low, high] = [toImage(frame, { x: 0, y: height }), toImage(frame, { x: width, y: 0 })];
  const last = sizeAt(image, level);
  const range = (from: number, to: number, length: number): readonly [number, number] => [
    Math.max(0, Math.floor((from + 0.5) / side)),
    Math.min(Math.ceil(length / TILE_PIXELS) - 1, Math.floor((to + 0.5) / side)),
  ];
  const [left, right] = range(low.x, high.x, last.width);
  const [bottom, top] = range(low.y, high.y, last.height);
  const tiles: TileAt[] = [];
  for (let row = bottom; row <= top; row += 1) {
    for (let column = left; column <= right; column += 1) tiles.push({ level, column, row });
  }
  const distance = ({ column, row }: TileAt): number =>
    Math.hypot((column + 0.5) * side - frame.view.x, (row + 0.5) * side - frame.view.y);
  return tiles.toSorted((a, b) => distance(a) - distance(b));
}

/** Where a tile's bitmap of some size is drawn: its left upper and its right lower corner. */
export function cornersOf(
  frame: Frame,
  { level, column, row }: TileAt,
  { width, height }: Size,
): readonly [Point, Point] {
  const block = 2 ** level;
  // The first pixel reaches from -0.5 to 0.5.
  const [x, y] = [column * TILE_PIXELS * block - 0.5, row * TILE_PIXELS * block - 0.5];
  return [
    toScreen(frame, { x, y: y + height * block }),
    toScreen(frame, { x: x + width * block, y }),
  ];
}

export function keyOf({ level, column, row }: TileAt): string {
  return `${level}/${column}/${row}`;
}
