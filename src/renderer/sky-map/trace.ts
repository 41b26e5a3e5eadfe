import { projectMany, type Side } from './project-many.ts';
import type { Frame } from './sky-view.ts';

/** Where paths are drawn: a canvas or a Path2D. */
type Pen = Pick<CanvasPath, 'moveTo' | 'lineTo' | 'closePath'>;

let points = new Float32Array(2048);

/** The pixels of these vectors, in an array that the next call uses again. */
export function pixelsOf(frame: Frame, vectors: Float64Array, side: Side = 0): Float32Array {
  const length = (vectors.length / 3) * 2;
  if (points.length < length) points = new Float32Array(length * 2);
  const pixels = points.subarray(0, length);
  projectMany(frame, vectors, pixels, side);
  return pixels;
}

/** Draws an open line, with a gap where it leaves the map. */
export function traceLine(pen: Pen, frame: Frame, vectors: Float64Array): void {
  const pixels = pixelsOf(frame, vectors);
  let isDown = false;
  for (let at = 0; at < pixels.length; at += 2) {
    const [x, y] = [pixels[at]!, pixels[at + 1]!];
    if (Number.isNaN(x) || isAcross(frame, pixels, at)) isDown = false;
    if (Number.isNaN(x)) continue;
    if (isDown) pen.lineTo(x, y);
    else pen.moveTo(x, y);
    isDown = true;
  }
}

/**
 * Draws a closed line. One that lies across the edge of the whole sky is drawn at both sides; clip it there.
 *
 * @returns whether it lies across the edge
 */
export function traceRing(pen: Pen, frame: Frame, vectors: Float64Array): boolean {
  const pixels = pixelsOf(frame, vectors);
  let crosses = false;
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let at = 0; at < pixels.length; at += 2) {
    const [x, y] = [pixels[at]!, pixels[at + 1]!];
    if (Number.isNaN(x)) return false;
    if (isAcross(frame, pixels, at)) crosses = true;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  const { width, height } = frame.size;
  if (right < 0 || left > width || bottom < 0 || top > height) return false;
  if (!crosses) {
    traceClosed(pen, pixels);
    return false;
  }
  for (const side of [-1, 1] as const) traceClosed(pen, pixelsOf(frame, vectors, side));
  return true;
}

function traceClosed(pen: Pen, pixels: Float32Array): void {
  for (let at = 0; at < pixels.length; at += 2) {
    if (at === 0) pen.moveTo(pixels[0]!, pixels[1]!);
    else pen.lineTo(pixels[at]!, pixels[at + 1]!);
  }
  pen.closePath();
}

/** Whether the line jumps from one side of the whole sky to the other before this point. */
function isAcross({ scale, isPatch }: Frame, pixels: Float32Array, at: number): boolean {
  return !isPatch && at > 0 && Math.abs(pixels[at]! - pixels[at - 2]!) > scale;
}
