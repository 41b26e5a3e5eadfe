import type { Point } from './point.ts';

/** Four arms around a point, which they leave free, as a path. */
export function traceCross(
  pen: CanvasRenderingContext2D,
  { x, y }: Point,
  { from, to }: { readonly from: number; readonly to: number },
): void {
  pen.beginPath();
  for (const [dx, dy] of [
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
  ] as const) {
    pen.moveTo(x + dx * from, y + dy * from);
    pen.lineTo(x + dx * to, y + dy * to);
  }
}

/** Text with a rim, which keeps it legible over whatever is below. */
export function writeRimmed(
  pen: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  text: string,
  { x, y }: Point,
  { ink, rim }: { readonly ink: string; readonly rim: string },
): void {
  pen.strokeStyle = rim;
  pen.lineWidth = 3;
  pen.strokeText(text, x, y);
  pen.fillStyle = ink;
  pen.fillText(text, x, y);
}
