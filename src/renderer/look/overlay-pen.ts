import { writeRimmed } from '../canvas/marks.ts';
import type { Point } from '../canvas/point.ts';

export type Pen = CanvasRenderingContext2D;

/** Over images of any colour: light lines with a dark seam. */
export interface OverlayPalette {
  readonly line: string;
  readonly seam: string;
  readonly source: string;
  readonly component: string;
  readonly face: string;
}

export function readOverlayPalette(element: Element): OverlayPalette {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    line: token('over-image'),
    seam: token('under-line'),
    source: token('over-image-source'),
    component: token('over-image-component'),
    face: token('face'),
  };
}

/** Strokes the current path. @param rim the width of the seam on either side, which shows on light ground */
export function stroke(
  pen: Pen,
  colour: string,
  { seam }: OverlayPalette,
  width = 1.2,
  rim = 1,
): void {
  pen.strokeStyle = seam;
  pen.lineWidth = width + 2 * rim;
  pen.stroke();
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.stroke();
}

/** Writes over an image. */
export function write(
  pen: Pen,
  text: string,
  at: Point,
  palette: OverlayPalette,
  ink: string,
): void {
  writeRimmed(pen, text, at, { ink, rim: palette.seam });
}
