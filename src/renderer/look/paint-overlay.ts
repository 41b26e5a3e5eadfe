import { traceCross } from '../canvas/marks.ts';
import type { MarkedSources } from './marked-pixels.ts';
import { type OverlayPalette, type Pen, stroke, write } from './overlay-pen.ts';
import { paintComponents } from './paint-components.ts';
import type { Beam, ImageSky } from './sky-image.ts';
import { compassOf, gridOf } from './sky-grid.ts';
import { type Frame, type Point, toScreen } from './viewport.ts';

export interface Overlay {
  readonly sky: ImageSky | null;
  readonly showsGrid: boolean;
  readonly beam: Beam | null;
  readonly sources: MarkedSources | null;
  readonly components: MarkedSources | null;
  /** The pixel under the pointer or the reticle: a component there shows its name. */
  readonly cursor: Point | null;
  readonly isReticle: boolean;
}

/** Up to so many names are drawn. */
const MAX_NAMES = 40;
const RING_PX = 9;
const COMPASS_PX = 34;

/** @returns the name of the component under the cursor; null for none */
export function paintOverlay(
  pen: Pen,
  frame: Frame,
  { sky, showsGrid, beam, sources, components, cursor, isReticle }: Overlay,
  palette: OverlayPalette,
): string | null {
  pen.save();
  pen.lineJoin = 'round';
  pen.font = `500 11px ${palette.face}`;
  if (sky !== null && showsGrid) paintGrid(pen, frame, sky, palette);
  const named =
    components === null ? null : paintComponents(pen, frame, components, cursor, palette);
  if (sources !== null) paintSources(pen, frame, sources, palette);
  if (sky !== null) paintCompass(pen, frame, sky, palette);
  if (sky !== null && beam !== null) paintBeam(pen, frame, sky, beam, palette);
  if (cursor !== null && isReticle) paintReticle(pen, toScreen(frame, cursor), palette);
  pen.restore();
  return named;
}

function paintGrid(pen: Pen, frame: Frame, sky: ImageSky, palette: OverlayPalette): void {
  const { width, height } = frame.size;
  const lines = gridOf(frame, sky);
  pen.beginPath();
  for (const { points } of lines) {
    let isDown = false;
    for (const point of points) {
      if (point === null) isDown = false;
      else if (isDown) pen.lineTo(point.x, point.y);
      else {
        pen.moveTo(point.x, point.y);
        isDown = true;
      }
    }
  }
  // Fine lines: the image counts. The seam shows them on light ground.
  pen.globalAlpha = 0.4;
  stroke(pen, palette.line, palette, 0.8, 0.4);
  pen.globalAlpha = 1;
  pen.textBaseline = 'middle';
  for (const { of, label, points } of lines) {
    const side = of === 'ra' ? height - 12 : 8;
    const at = crossing(points, of === 'ra' ? 'y' : 'x', side);
    if (at === null) continue;
    const isIn = of === 'ra' ? at.x > 110 && at.x < width - 40 : at.y > 20 && at.y < height - 130;
    if (!isIn) continue;
    pen.textAlign = of === 'ra' ? 'center' : 'left';
    write(pen, label, at, palette, palette.line);
  }
}

/** Where a line crosses a vertical (`x`) or a horizontal (`y`) of the canvas. */
function crossing(points: readonly (Point | null)[], axis: 'x' | 'y', value: number): Point | null {
  for (const [index, point] of points.entries()) {
    const before = points[index - 1];
    if (point == null || before == null) continue;
    const [from, to] = [before[axis] - value, point[axis] - value];
    if (from === to || from * to > 0) continue;
    const part = from / (from - to);
    return {
      x: before.x + (point.x - before.x) * part,
      y: before.y + (point.y - before.y) * part,
    };
  }
  return null;
}

function paintSources(
  pen: Pen,
  frame: Frame,
  { pixels, nameAt }: MarkedSources,
  palette: OverlayPalette,
): void {
  const { width, height } = frame.size;
  const inView: (Point & { readonly index: number })[] = [];
  pen.beginPath();
  for (let at = 0; at < pixels.length; at += 2) {
    const { x, y } = toScreen(frame, { x: pixels[at]!, y: pixels[at + 1]! });
    // NaN fails each of these.
    if (!(x >= -RING_PX && x <= width + RING_PX && y >= -RING_PX && y <= height + RING_PX))
      continue;
    pen.moveTo(x + RING_PX, y);
    pen.arc(x, y, RING_PX, 0, 2 * Math.PI);
    if (inView.length <= MAX_NAMES) inView.push({ index: at / 2, x, y });
  }
  stroke(pen, palette.source, palette, 1.4);
  if (inView.length > MAX_NAMES) return;
  pen.textAlign = 'left';
  pen.textBaseline = 'middle';
  for (const { index, x, y } of inView) {
    write(pen, nameAt(index), { x: x + RING_PX + 4, y }, palette, palette.source);
  }
}

/** The arrows of north and east, in the left lower corner. */
function paintCompass(pen: Pen, frame: Frame, sky: ImageSky, palette: OverlayPalette): void {
  const compass = compassOf(frame, sky);
  if (compass === null) return;
  const origin = { x: 62, y: frame.size.height - 78 };
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  for (const [letter, { x, y }] of [
    ['N', compass.north],
    ['E', compass.east],
  ] as const) {
    const tip = { x: origin.x + x * COMPASS_PX, y: origin.y + y * COMPASS_PX };
    pen.beginPath();
    pen.moveTo(origin.x, origin.y);
    pen.lineTo(tip.x, tip.y);
    for (const side of [1, -1]) {
      pen.moveTo(tip.x, tip.y);
      pen.lineTo(tip.x - x * 6 + side * y * 4, tip.y - y * 6 - side * x * 4);
    }
    stroke(pen, palette.line, palette);
    write(
      pen,
      letter,
      { x: origin.x + x * (COMPASS_PX + 10), y: origin.y + y * (COMPASS_PX + 10) },
      palette,
      palette.line,
    );
  }
}

/** The beam in its size and turn beside the compass; none where it would fill the canvas. */
function paintBeam(
  pen: Pen,
  frame: Frame,
  sky: ImageSky,
  { majorDeg, minorDeg, angleDeg }: Beam,
  palette: OverlayPalette,
): void {
  const compass = compassOf(frame, sky);
  const pixelsPerDegree = frame.view.scale / sky.pixelDeg;
  const [major, minor] = [majorDeg * pixelsPerDegree, minorDeg * pixelsPerDegree];
  if (compass === null || major > frame.size.height / 3 || major < 2) return;
  // From north towards east.
  const turn = (angleDeg / 180) * Math.PI;
  const { north, east } = compass;
  const axis = {
    x: north.x * Math.cos(turn) + east.x * Math.sin(turn),
    y: north.y * Math.cos(turn) + east.y * Math.sin(turn),
  };
  const centre = { x: 130 + major / 2, y: frame.size.height - 34 - major / 2 };
  pen.beginPath();
  pen.ellipse(
    centre.x,
    centre.y,
    major / 2,
    Math.max(1, minor / 2),
    Math.atan2(axis.y, axis.x),
    0,
    2 * Math.PI,
  );
  stroke(pen, palette.line, palette);
}

function paintReticle(pen: Pen, at: Point, palette: OverlayPalette): void {
  traceCross(pen, at, { from: 5, to: 16 });
  stroke(pen, palette.source, palette, 1.6);
}
