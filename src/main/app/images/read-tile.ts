import type { ImageTile } from '#shared/calls/images.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createBlockMeans } from '#shared/image/pyramid.ts';
import { sampledPixel, sizeAt, tileBox, type TileAt } from '#shared/image/tiles.ts';
import type { ImageFile } from './image-file.ts';
import type { ImageLevels } from './image-levels.ts';

/** A tile of one pixel out of each block: every n-th pixel of every n-th row. */
export function sampleTile(file: ImageFile, at: TileAt): ImageTile {
  const { x, y, width, height } = boxOf(file, at);
  const values = new Float32Array(width * height);
  const first = sampledPixel(x, at.level, file.width);
  // The last block may be cut by the image's edge; its pixel is then read by itself.
  const inStep = Math.min(width, 1 + Math.floor((file.width - 1 - first) / 2 ** at.level));
  for (let row = 0; row < height; row += 1) {
    const pixel = { y: sampledPixel(y + row, at.level, file.height), step: 2 ** at.level };
    if (inStep > 0) file.readRun({ ...pixel, x: first, count: inStep }, values, row * width);
    if (inStep < width) {
      file.readRun({ ...pixel, x: file.width - 1, count: 1 }, values, row * width + inStep);
    }
  }
  return { width, height, values };
}

/** A tile of the means of each block, read from the file: for levels below those that are in memory. */
export function averageTile(file: ImageFile, at: TileAt): ImageTile {
  const { x, y, width, height } = boxOf(file, at);
  const block = 2 ** at.level;
  const [x0, y0] = [x * block, y * block];
  const [x1, y1] = [
    Math.min(file.width, (x + width) * block),
    Math.min(file.height, (y + height) * block),
  ];
  const blocks = createBlockMeans(x1 - x0, y1 - y0, block);
  const row = new Float32Array(x1 - x0);
  for (let line = y0; line < y1; line += 1) {
    file.readRun({ y: line, x: x0, step: 1, count: x1 - x0 }, row, 0);
    blocks.addRow(row);
  }
  return { width, height, values: blocks.means };
}

/** A tile of means that are in memory. */
export function keptTile(file: ImageFile, levels: ImageLevels, at: TileAt): ImageTile {
  const { x, y, width, height } = boxOf(file, at);
  const means = levels.means[at.level - levels.base]!;
  const { width: all } = sizeAt(file, at.level);
  const values = new Float32Array(width * height);
  for (let row = 0; row < height; row += 1) {
    const start = (y + row) * all + x;
    values.set(means.subarray(start, start + width), row * width);
  }
  return { width, height, values };
}

function boxOf(file: ImageFile, at: TileAt): NonNullable<ReturnType<typeof tileBox>> {
  const box = tileBox(file, at);
  if (box !== null) return box;
  throw new AppError(
    'bad-usage',
    `The image has no tile in column ${at.column} and row ${at.row} of level ${at.level}.`,
  );
}
