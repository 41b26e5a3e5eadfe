import { isCentredMap } from '#shared/image/colour-maps.ts';
import { type Colouring, colourAt, createPainter } from '#shared/image/paint.ts';
import { unstretched } from '#shared/image/stretch.ts';
import { formatValue } from '#shared/image/value-text.ts';
import { writeRimmed } from '../canvas/marks.ts';
import { cutoutsMessages } from '../messages/cutouts.ts';
import type { WallColumn } from './arrange-cells.ts';
import { dateWords, whyEmpty } from './cell-words.ts';
import type { DrawnCell, DrawnRow } from './drawn-wall.ts';
import { type SheetLayout, sheetLayout } from './sheet-layout.ts';
import { beamOf, type CompassMark, compassOf, marksOf } from './stamp-marks.ts';

type Context = OffscreenCanvasRenderingContext2D;

const INK = '#111';
const FAINT = '#666';
const BAR = { width: 14, gap: 16 };

export interface Sheet {
  readonly title: string;
  readonly columns: readonly WallColumn[];
  readonly rows: readonly DrawnRow[];
}

/** Draws the wall of one source on white, for print: epochs and dates above, the scale of each row's colours beside. */
export function drawSheet({ title, columns, rows }: Sheet): OffscreenCanvas {
  const layout = sheetLayout(columns.length, rows.length);
  const canvas = new OffscreenCanvas(layout.width, layout.height);
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, layout.width, layout.height);
  context.textBaseline = 'alphabetic';
  context.imageSmoothingEnabled = false;
  write(
    context,
    title,
    layout.margin,
    40,
    layout.width - 2 * layout.margin,
    'bold 22px sans-serif',
  );
  for (const [index, column] of columns.entries()) drawColumn(context, layout, column, index);
  for (const [index, row] of rows.entries()) drawRow(context, layout, row, index);
  return canvas;
}

function drawColumn(
  context: Context,
  layout: SheetLayout,
  column: WallColumn,
  index: number,
): void {
  const [x, y] = [layout.xOf(index), layout.yOf(0)];
  const epoch = cutoutsMessages.epoch(column.epoch);
  write(context, epoch, x, y - 46, layout.side, 'bold 15px sans-serif');
  write(context, column.field, x, y - 28, layout.side, '13px monospace', FAINT);
  write(context, dateWords(column), x, y - 10, layout.side, '13px sans-serif', FAINT);
}

function drawRow(context: Context, layout: SheetLayout, row: DrawnRow, index: number): void {
  const y = layout.yOf(index);
  const words = layout.names - BAR.width - 2 * BAR.gap;
  write(context, cutoutsMessages.row(row), layout.margin, y + 16, words, 'bold 15px sans-serif');
  if (row.colouring !== null) drawScale(context, layout, row.colouring, row.unit, y);
  for (const [at, place] of row.cells.entries()) {
    const x = layout.xOf(at);
    if (place.stamp === null || row.colouring === null) drawEmpty(context, layout, place, x, y);
    else drawStamp(context, layout, place.stamp, row.colouring, x, y);
  }
}

/** The colours from the least value at the bottom to the greatest, with both. */
function drawScale(
  context: Context,
  { margin, names, side }: SheetLayout,
  colouring: Colouring,
  unit: string,
  y: number,
): void {
  const { limits, stretch, map } = colouring;
  const x = margin + names - BAR.gap - BAR.width;
  for (let step = 0; step < side; step += 1) {
    const place = unstretched(stretch, 1 - step / (side - 1), isCentredMap(map));
    context.fillStyle = colourAt(colouring, place);
    context.fillRect(x, y + step, BAR.width, 1);
  }
  context.textAlign = 'right';
  const width = names - BAR.width - 2 * BAR.gap;
  const edge = x - 6;
  write(context, formatValue(limits.high, unit), edge, y + 34, width, '12px sans-serif', FAINT);
  write(context, formatValue(limits.low, unit), edge, y + side, width, '12px sans-serif', FAINT);
  context.textAlign = 'left';
}

function drawStamp(
  context: Context,
  { side }: SheetLayout,
  stamp: NonNullable<DrawnCell['stamp']>,
  colouring: Colouring,
  x: number,
  y: number,
): void {
  const pixels = new OffscreenCanvas(stamp.width, stamp.height);
  const painted = new ImageData(createPainter(colouring).paint(stamp), stamp.width, stamp.height);
  pixels.getContext('2d')!.putImageData(painted, 0, 0);
  context.drawImage(pixels, x, y, side, side);
  const [across, down] = [side / stamp.width, side / stamp.height];
  const marks = new Path2D();
  const toSheet = new DOMMatrix([across, 0, 0, down, x, y]);
  marks.addPath(new Path2D(marksOf(stamp)), toSheet);
  const beam = beamOf(stamp);
  if (beam !== null) {
    const ellipse = new Path2D();
    const turn = (beam.turn * Math.PI) / 180;
    ellipse.ellipse(beam.cx, beam.cy, beam.rx, beam.ry, turn, 0, 2 * Math.PI);
    marks.addPath(ellipse, toSheet);
  }
  const compass = compassOf(stamp);
  marks.addPath(new Path2D(compass.path), toSheet);
  for (const [colour, width] of [
    ['#000', 4],
    ['#fff', 1.75],
  ] as const) {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.stroke(marks);
  }
  drawLetters(context, compass, toSheet);
  const peak = cutoutsMessages.peak(formatValue(stamp.peak, stamp.unit));
  write(context, peak, x, y + side + 16, side, '12px sans-serif', FAINT);
}

function drawLetters(context: Context, compass: CompassMark, toSheet: DOMMatrix): void {
  context.save();
  context.font = `bold ${Math.max(8, Math.round(compass.letter * toSheet.d))}px sans-serif`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  for (const [letter, at] of [
    [cutoutsMessages.north, compass.north],
    [cutoutsMessages.east, compass.east],
  ] as const) {
    const { x, y } = toSheet.transformPoint(at);
    writeRimmed(context, letter, { x, y }, { ink: '#fff', rim: '#000' });
  }
  context.restore();
}

function drawEmpty(
  context: Context,
  { side }: SheetLayout,
  { cell }: DrawnCell,
  x: number,
  y: number,
): void {
  context.strokeStyle = '#bbb';
  context.lineWidth = 1;
  context.strokeRect(x + 0.5, y + 0.5, side - 1, side - 1);
  context.textAlign = 'center';
  write(context, whyEmpty(cell), x + side / 2, y + side / 2, side - 12, '13px sans-serif', FAINT);
  context.textAlign = 'left';
}

/** Text that is narrowed to a width. */
function write(
  context: Context,
  text: string,
  x: number,
  y: number,
  width: number,
  font: string,
  colour = INK,
): void {
  context.font = font;
  context.fillStyle = colour;
  context.fillText(text, x, y, width);
}
