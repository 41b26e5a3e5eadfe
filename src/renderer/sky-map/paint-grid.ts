import { HALF_HEIGHT } from './raw-projections.ts';
import type { Palette } from './palette.ts';
import type { Label } from './place-labels.ts';
import { ECLIPTIC, GALACTIC_PLANE, type GridLine, gridLines } from './sky-lines.ts';
import type { Point } from '../canvas/point.ts';
import type { Frame } from './sky-view.ts';
import { pixelsOf, traceLine } from './trace.ts';

/** A label of the map, with the colour and face in which it is set. */
export interface MapLabel extends Label {
  readonly colour: keyof Palette;
  readonly font: string;
}

/** What of the grid stays the same while the view does. */
export interface Grid {
  readonly edge: Path2D;
  readonly lines: Path2D;
  readonly galactic: Path2D;
  readonly ecliptic: Path2D;
  readonly labels: readonly Omit<MapLabel, 'width'>[];
}

export const LABEL_HEIGHT = 12;

export function makeGrid(frame: Frame, palette: Palette, words: GridWords): Grid {
  const edge = new Path2D();
  if (frame.isPatch) edge.rect(0, 0, frame.size.width, frame.size.height);
  else {
    const half = HALF_HEIGHT[frame.view.allSky] * frame.scale;
    edge.ellipse(frame.originX, frame.originY, 2 * half, half, 0, 0, 2 * Math.PI);
  }
  const lines = new Path2D();
  const grid = gridLines(frame);
  for (const { vectors } of grid) traceLine(lines, frame, vectors);
  const galactic = new Path2D();
  traceLine(galactic, frame, GALACTIC_PLANE);
  const ecliptic = new Path2D();
  traceLine(ecliptic, frame, ECLIPTIC);
  const font = `500 10.5px ${palette.face}`;
  const label = (text: string, at: Point, colour: keyof Palette) => [
    { text, ...at, height: LABEL_HEIGHT, colour, font },
  ];
  return {
    edge,
    lines,
    galactic,
    ecliptic,
    labels: [
      ...grid.flatMap((line) => {
        const at = labelPoint(frame, line);
        return at === null ? [] : label(words.angle(line.of, line.deg), at, 'text3');
      }),
      ...named(frame, GALACTIC_PLANE).flatMap((at) => label(words.galacticPlane, at, 'text2')),
      ...named(frame, ECLIPTIC).flatMap((at) => label(words.ecliptic, at, 'text2')),
    ],
  };
}

/** The texts of a grid. */
export interface GridWords {
  readonly angle: (of: GridLine['of'], deg: number) => string;
  readonly galacticPlane: string;
  readonly ecliptic: string;
}

/** Right ascensions stand at the lower edge, declinations at the left one; on the whole sky, beside its axes. */
function labelPoint(frame: Frame, { of, vectors }: GridLine): Point | null {
  const pixels = pixelsOf(frame, vectors);
  const { width, height } = frame.size;
  let best: Point | null = null;
  for (let at = 0; at < pixels.length; at += 2) {
    const [x, y] = [pixels[at]!, pixels[at + 1]!];
    if (Number.isNaN(x) || x < 22 || x > width - 22 || y < 10 || y > height - 12) continue;
    if (best === null || (of === 'ra' ? isLower(frame, y, best.y) : x < best.x)) best = { x, y };
  }
  if (best === null) return null;
  return of === 'ra' ? { x: best.x - 16, y: best.y + 9 } : { x: best.x + 4, y: best.y - 8 };
}

/** Whether a height is nearer to where right ascensions stand: on the whole sky, north of the fields at the equator. */
function isLower({ isPatch, originY, scale }: Frame, y: number, than: number): boolean {
  const wanted = originY - 0.17 * scale;
  return isPatch ? y > than : Math.abs(y - wanted) < Math.abs(than - wanted);
}

/** Where the name of a great circle may stand: in the first part of it that is in view. */
function named(frame: Frame, vectors: Float64Array): readonly Point[] {
  const pixels = pixelsOf(frame, vectors);
  const { width, height } = frame.size;
  const found: Point[] = [];
  for (let at = 20; at < pixels.length; at += 40) {
    const [x, y] = [pixels[at]!, pixels[at + 1]!];
    if (x > 60 && x < width - 60 && y > 30 && y < height - 30) found.push({ x, y: y - 9 });
  }
  const middle = found[Math.floor(found.length / 3)];
  return middle === undefined ? [] : [middle];
}

export function paintGrid(context: CanvasRenderingContext2D, grid: Grid, palette: Palette): void {
  context.lineWidth = 1;
  context.strokeStyle = palette.line;
  context.stroke(grid.lines);
  context.strokeStyle = palette.text3;
  context.globalAlpha = 0.75;
  context.setLineDash([7, 4]);
  context.stroke(grid.galactic);
  context.setLineDash([1.5, 4]);
  context.stroke(grid.ecliptic);
  context.setLineDash([]);
  context.globalAlpha = 1;
}
