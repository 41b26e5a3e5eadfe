import type { Size } from '#shared/image/tiles.ts';
import type { Point } from '../canvas/point.ts';

export type { Point } from '../canvas/point.ts';

/** What a canvas shows: the image's pixel in its middle, from 0 and with fractions, and CSS pixels per image pixel. */
export interface ImageView {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** A view on a canvas of some size, in CSS pixels. */
export interface Frame {
  readonly view: ImageView;
  readonly size: Size;
}

const MAX_SCALE = 64;
/** The image may become this much smaller than the canvas. */
const MIN_FIT = 0.5;

/** The first row of an image is at the bottom, so y runs upwards. */
export function toScreen({ view, size }: Frame, { x, y }: Point): Point {
  return {
    x: size.width / 2 + (x - view.x) * view.scale,
    y: size.height / 2 - (y - view.y) * view.scale,
  };
}

export function toImage({ view, size }: Frame, { x, y }: Point): Point {
  return {
    x: view.x + (x - size.width / 2) / view.scale,
    y: view.y - (y - size.height / 2) / view.scale,
  };
}

/** The whole image in the middle. */
export function fitted(image: Size, size: Size): ImageView {
  const scale = Math.min(size.width / image.width, size.height / image.height);
  return {
    x: (image.width - 1) / 2,
    y: (image.height - 1) / 2,
    scale: Math.min(MAX_SCALE, Math.max(scale, 1e-6)),
  };
}

/** The view after a drag, by CSS pixels. */
export function moved(view: ImageView, dx: number, dy: number): ImageView {
  return { ...view, x: view.x - dx / view.scale, y: view.y + dy / view.scale };
}

/** The view after zooming, with the image's pixel at `at` kept where it is. */
export function zoomed(frame: Frame, factor: number, at: Point, image: Size): ImageView {
  const { view, size } = frame;
  const least = fitted(image, size).scale * MIN_FIT;
  const scale = Math.min(MAX_SCALE, Math.max(Math.min(least, view.scale), view.scale * factor));
  const fixed = toImage(frame, at);
  return {
    x: fixed.x - (at.x - size.width / 2) / scale,
    y: fixed.y + (at.y - size.height / 2) / scale,
    scale,
  };
}

/** Keeps the middle of the canvas on the image. */
export function onImage(view: ImageView, { width, height }: Size): ImageView {
  const x = Math.min(Math.max(view.x, 0), width - 1);
  const y = Math.min(Math.max(view.y, 0), height - 1);
  return x === view.x && y === view.y ? view : { ...view, x, y };
}

/** The view with the least move that shows a point, `margin` CSS pixels from the edge. */
export function showing({ view, size }: Frame, point: Point, margin = 40): ImageView {
  const at = toScreen({ view, size }, point);
  const over = (value: number, length: number): number =>
    Math.min(0, value - margin) + Math.max(0, value - (length - margin));
  return moved(view, -over(at.x, size.width), -over(at.y, size.height));
}
