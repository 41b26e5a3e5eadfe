import type { SkySources } from './sky-scene.ts';
import type { Frame } from './sky-view.ts';
import { pixelsOf } from './trace.ts';

/** Up to so many sources are drawn as rings; more as pixels of one image, which takes the same time for each of them. */
const MAX_RINGS = 1500;
/** Up to so many of them in view have their names. */
const MAX_NAMES = 80;

export interface SourceInView {
  readonly index: number;
  readonly x: number;
  readonly y: number;
}

/** Draws sources, and returns those in view if they are few enough to be named. */
export function paintSources(
  context: CanvasRenderingContext2D,
  frame: Frame,
  sources: SkySources,
  colour: string,
): readonly SourceInView[] {
  const pixels = pixelsOf(frame, sources.vectors);
  const { width, height } = frame.size;
  if (pixels.length / 2 <= MAX_RINGS) paintRings(context, pixels, colour);
  else paintPixels(context, pixels, colour);
  const named: SourceInView[] = [];
  for (let at = 0; at < pixels.length && named.length <= MAX_NAMES; at += 2) {
    const [x, y] = [pixels[at]!, pixels[at + 1]!];
    if (x >= 0 && x < width && y >= 0 && y < height) named.push({ index: at / 2, x, y });
  }
  return named.length > MAX_NAMES ? [] : named;
}

function paintRings(context: CanvasRenderingContext2D, pixels: Float32Array, colour: string): void {
  context.beginPath();
  for (let at = 0; at < pixels.length; at += 2) {
    const [x, y] = [pixels[at]!, pixels[at + 1]!];
    if (Number.isNaN(x)) continue;
    context.moveTo(x + 3, y);
    context.arc(x, y, 3, 0, 2 * Math.PI);
  }
  context.strokeStyle = colour;
  context.lineWidth = 1.4;
  context.stroke();
}

let layer: {
  readonly pen: OffscreenCanvasRenderingContext2D;
  image: ImageData;
  words: Uint32Array;
} | null = null;

function paintPixels(
  context: CanvasRenderingContext2D,
  pixels: Float32Array,
  colour: string,
): void {
  const { width, height } = context.canvas;
  const ratio = context.getTransform().a;
  const { pen, image, words } = layerOf(width, height);
  words.fill(0);
  const word = wordOf(colour);
  const side = Math.max(1, Math.round(ratio * 1.5));
  for (let at = 0; at < pixels.length; at += 2) {
    const x = Math.round(pixels[at]! * ratio);
    const y = Math.round(pixels[at + 1]! * ratio);
    // NaN fails each of these.
    if (!(x >= 0 && x < width - side && y >= 0 && y < height - side)) continue;
    for (let row = 0; row < side; row += 1) {
      const start = (y + row) * width + x;
      for (let column = 0; column < side; column += 1) words[start + column] = word;
    }
  }
  pen.putImageData(image, 0, 0);
  context.save();
  context.resetTransform();
  context.drawImage(pen.canvas, 0, 0);
  context.restore();
}

/** The image of the sources, kept while the map has one size. */
function layerOf(width: number, height: number): NonNullable<typeof layer> {
  if (layer !== null && layer.image.width === width && layer.image.height === height) return layer;
  const pen = new OffscreenCanvas(width, height).getContext('2d')!;
  const image = pen.createImageData(width, height);
  layer = { pen, image, words: new Uint32Array(image.data.buffer) };
  return layer;
}

/** An opaque colour `#rrggbb` as a pixel of an image on a little-endian machine. */
export function wordOf(colour: string): number {
  const rgb = Number.parseInt(colour.slice(1, 7), 16);
  return (0xff00_0000 | ((rgb & 0xff) << 16) | (rgb & 0xff00) | (rgb >>> 16)) >>> 0;
}
