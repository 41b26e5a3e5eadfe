import type { SkySources } from './sky-sources.ts';
import type { Frame } from './sky-view.ts';
import { pixelsOf } from './trace.ts';

/** Up to so many sources are drawn as rings; more as pixels of one image, which takes the same time for each of them. */
const MAX_RINGS = 1500;
/** Up to so many of them in view have their names. */
const MAX_NAMES = 80;
/**
 * What a frame may spend on sources beyond the first pass; the next frames draw the rest. The first frame of a view
 * draws all else of the map, too, and while the map is panned every frame is a first one.
 */
const BUDGET_MS = 4;
const FIRST_BUDGET_MS = 1.2;

export interface SourceInView {
  readonly index: number;
  readonly x: number;
  readonly y: number;
}

export interface PaintedSources {
  /** Sources in view, if they are few enough to be named. */
  readonly named: readonly SourceInView[];
  /** Whether all sources are drawn; else the next frame draws more of them. */
  readonly isDone: boolean;
}

/** Draws sources: as many as a frame has time for, and the others in the next frames of the same view. */
export interface SourcesPainter {
  paint(
    context: CanvasRenderingContext2D,
    frame: Frame,
    sources: SkySources,
    colour: string,
  ): PaintedSources;
}

/** What is drawn of one view. */
interface Progress {
  readonly frame: Frame;
  readonly sources: SkySources;
  readonly colour: string;
  readonly layer: Layer;
  /** The next pass to draw. */
  pass: number;
  readonly inView: SourceInView[];
}

/** The sources as pixels of the device. */
interface Layer {
  readonly pen: OffscreenCanvasRenderingContext2D;
  readonly image: ImageData;
  readonly words: Uint32Array;
  readonly ratio: number;
}

/** @param now milliseconds */
export function createSourcesPainter(now = () => performance.now()): SourcesPainter {
  let kept: Progress | null = null;
  return {
    paint(context, frame, sources, colour) {
      if (sources.count <= MAX_RINGS)
        return { named: paintRings(context, frame, sources, colour), isDone: true };
      const layer = layerFor(context, kept?.layer ?? null);
      if (
        kept?.frame !== frame ||
        kept.sources !== sources ||
        kept.colour !== colour ||
        kept.layer !== layer
      ) {
        layer.words.fill(0);
        kept = { frame, sources, colour, layer, pass: 0, inView: [] };
      }
      const endsMs = now() + (kept.pass === 0 ? FIRST_BUDGET_MS : BUDGET_MS);
      while (kept.pass < sources.passes) {
        drawPass(kept);
        kept.pass += 1;
        if (now() >= endsMs) break;
      }
      layer.pen.putImageData(layer.image, 0, 0);
      context.save();
      context.resetTransform();
      context.drawImage(layer.pen.canvas, 0, 0);
      context.restore();
      const isDone = kept.pass === sources.passes;
      return { named: isDone ? fewEnough(kept.inView) : [], isDone };
    },
  };
}

function paintRings(
  context: CanvasRenderingContext2D,
  frame: Frame,
  sources: SkySources,
  colour: string,
): readonly SourceInView[] {
  const inView: SourceInView[] = [];
  context.beginPath();
  for (let pass = 0; pass < sources.passes; pass += 1) {
    const pixels = pixelsOf(frame, sources.vectorsOf(pass));
    for (let at = 0; at < pixels.length; at += 2) {
      const [x, y] = [pixels[at]!, pixels[at + 1]!];
      if (Number.isNaN(x)) continue;
      context.moveTo(x + 3, y);
      context.arc(x, y, 3, 0, 2 * Math.PI);
      look(inView, frame, sources.indexOf(pass, at / 2), x, y);
    }
  }
  context.strokeStyle = colour;
  context.lineWidth = 1.4;
  context.stroke();
  return fewEnough(inView);
}

function drawPass({ frame, sources, colour, pass, layer, inView }: Progress): void {
  const { words, image, ratio } = layer;
  const { width, height } = image;
  const word = wordOf(colour);
  const side = Math.max(1, Math.round(ratio * 1.5));
  const pixels = pixelsOf(frame, sources.vectorsOf(pass));
  for (let at = 0; at < pixels.length; at += 2) {
    const x = pixels[at]! * ratio + 0.5;
    const y = pixels[at + 1]! * ratio + 0.5;
    // NaN fails each of these.
    if (!(x >= 0 && x < width - side && y >= 0 && y < height - side)) continue;
    const start = Math.floor(y) * width + Math.floor(x);
    for (let row = 0; row < side; row += 1) {
      for (let column = 0; column < side; column += 1) words[start + row * width + column] = word;
    }
    look(inView, frame, sources.indexOf(pass, at / 2), pixels[at]!, pixels[at + 1]!);
  }
}

/** Notes a source that is in view, while they are few enough to be named. */
function look(
  inView: SourceInView[],
  { size: { width, height } }: Frame,
  index: number,
  x: number,
  y: number,
): void {
  if (inView.length > MAX_NAMES) return;
  if (x >= 0 && x < width && y >= 0 && y < height) inView.push({ index, x, y });
}

function fewEnough(inView: readonly SourceInView[]): readonly SourceInView[] {
  return inView.length > MAX_NAMES ? [] : inView;
}

/** The layer of a map, kept while that has one size. */
function layerFor(context: CanvasRenderingContext2D, layer: Layer | null): Layer {
  const { width, height } = context.canvas;
  const ratio = context.getTransform().a;
  if (layer?.image.width === width && layer.image.height === height && layer.ratio === ratio) {
    return layer;
  }
  const pen = new OffscreenCanvas(width, height).getContext('2d')!;
  const image = pen.createImageData(width, height);
  return { pen, image, words: new Uint32Array(image.data.buffer), ratio };
}

/** An opaque colour `#rrggbb` as a pixel of an image on a little-endian machine. */
export function wordOf(colour: string): number {
  const rgb = Number.parseInt(colour.slice(1, 7), 16);
  return (0xff00_0000 | ((rgb & 0xff) << 16) | (rgb & 0xff00) | (rgb >>> 16)) >>> 0;
}
