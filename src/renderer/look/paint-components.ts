import type { MarkedSources } from './marked-pixels.ts';
import { type OverlayPalette, type Pen, stroke, write } from './overlay-pen.ts';
import { type Frame, type Point, toScreen } from './viewport.ts';

/** Half of a component's square, and how near to it the cursor shows its name. */
const HALF_PX = 5;
const HOVER_PX = 12;

/** Squares, of which the nearest one to the cursor shows its name. @returns that name; null for none */
export function paintComponents(
  pen: Pen,
  frame: Frame,
  { pixels, nameAt }: MarkedSources,
  cursor: Point | null,
  palette: OverlayPalette,
): string | null {
  const { width, height } = frame.size;
  const pointer = cursor && toScreen(frame, cursor);
  let nearest: (Point & { readonly index: number; readonly distance: number }) | null = null;
  pen.beginPath();
  for (let at = 0; at < pixels.length; at += 2) {
    const { x, y } = toScreen(frame, { x: pixels[at]!, y: pixels[at + 1]! });
    // NaN fails each of these.
    if (!(x >= -HALF_PX && x <= width + HALF_PX && y >= -HALF_PX && y <= height + HALF_PX))
      continue;
    pen.rect(x - HALF_PX, y - HALF_PX, 2 * HALF_PX, 2 * HALF_PX);
    if (pointer === null) continue;
    const distance = Math.hypot(x - pointer.x, y - pointer.y);
    if (distance <= (nearest?.distance ?? HOVER_PX)) nearest = { index: at / 2, x, y, distance };
  }
  stroke(pen, palette.component, palette, 1);
  if (nearest === null) return null;
  const isLeft = nearest.x > width / 2;
  pen.textAlign = isLeft ? 'right' : 'left';
  pen.textBaseline = 'middle';
  const place = { x: nearest.x + (isLeft ? -1 : 1) * (HALF_PX + 6), y: nearest.y - HALF_PX - 6 };
  const name = nameAt(nearest.index);
  write(pen, name, place, palette, palette.component);
  return name;
}
