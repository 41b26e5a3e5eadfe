import { IMAGE_SIDE_DEG } from '../observing/image-frame.ts';
import type { Exposure } from '../observing/exposure.ts';
import type { ImageRows } from '../observing/render-image.ts';
import { drawAxes } from './axes.ts';
import { createCanvas, GREYS, INK } from './canvas.ts';

const WIDTH = 360;
const HEIGHT = 320;

/** From this to that many times the noise, the picture goes from white to black. */
const WHITE_SIGMA = -2;
const BLACK_SIGMA = 12;

/** An image in inverted greys, as astronomers print them: north up, east to the left. */
export function fieldPicture(exposure: Exposure, rows: ImageRows): Buffer {
  const canvas = createCanvas(WIDTH, HEIGHT);
  const half = IMAGE_SIDE_DEG / 2;
  const area = drawAxes(
    canvas,
    `${exposure.field.name} epoch ${exposure.epoch} ${exposure.region}`,
    { label: 'offset east (deg)', from: half, to: -half },
    { label: 'north', from: -half, to: half },
  );
  const { width } = exposure.frame;
  // An image at the survey's scale has far more rows than the picture.
  const made = new Map<number, Float32Array>();
  const rowAt = (y: number): Float32Array => {
    let row = made.get(y);
    if (row === undefined) {
      row = new Float32Array(width);
      rows.fillRow(row, y);
      made.set(y, row);
    }
    return row;
  };
  const [columns, lines] = [area.width - 1, area.height - 1];
  const white = WHITE_SIGMA * exposure.noiseJy;
  const scale = (GREYS.last - GREYS.first) / ((BLACK_SIGMA - WHITE_SIGMA) * exposure.noiseJy);
  canvas.paint(area.left + 1, area.top + 1, columns, lines, (column, row) => {
    const x = Math.floor(((column + 0.5) / columns) * width);
    const y = width - 1 - Math.floor(((row + 0.5) / lines) * width);
    const value = rowAt(y)[x]!;
    if (Number.isNaN(value)) return INK.grey;
    const grey = GREYS.first + Math.round((value - white) * scale);
    return Math.min(GREYS.last, Math.max(GREYS.first, grey));
  });
  return canvas.toPng();
}
