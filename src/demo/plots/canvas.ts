import { GLYPH_HEIGHT, GLYPH_WIDTH, hasDot } from './glyphs.ts';
import { type Colour, encodePng } from './png.ts';

/** What can be drawn with: a few inks, and greys from `GREYS.first` (white) to `GREYS.last` (black). */
export const INK = { white: 0, black: 1, grey: 2, blue: 3, red: 4 } as const;
export const GREYS = { first: 16, last: 255 } as const;

const PALETTE: readonly Colour[] = Array.from({ length: 256 }, (_, index): Colour => {
  const inks: readonly Colour[] = [
    [255, 255, 255],
    [20, 20, 20],
    [200, 200, 205],
    [31, 91, 165],
    [190, 52, 40],
  ];
  const ink = inks[index];
  if (ink !== undefined) return ink;
  const share = (GREYS.last - index) / (GREYS.last - GREYS.first);
  const grey = Math.min(255, Math.round(255 * share));
  return [grey, grey, grey];
});

const DOT = 2;
const ADVANCE = (GLYPH_WIDTH + 1) * DOT;

/** A small picture with its origin at the top left. Whatever is drawn outside of it is left out. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  fill(x: number, y: number, width: number, height: number, ink: number): void;
  /** Sets each pixel of an area that lies within the canvas to what `inkAt` says, told from the area's top left. */
  paint(
    x: number,
    y: number,
    width: number,
    height: number,
    inkAt: (column: number, row: number) => number,
  ): void;
  /** Text from its top left corner, 10 pixels high, 8 to a character. */
  text(x: number, y: number, text: string, ink: number): void;
  toPng(): Buffer;
}

/** Pixels that a text takes along its line. */
export function textWidth(text: string): number {
  return text.length * ADVANCE;
}

export function createCanvas(width: number, height: number): Canvas {
  const pixels = new Uint8Array(width * height);

  const fill: Canvas['fill'] = (x, y, fillWidth, fillHeight, ink) => {
    const left = Math.max(0, Math.round(x));
    const right = Math.min(width, Math.round(x) + fillWidth);
    const bottom = Math.min(height, Math.round(y) + fillHeight);
    if (right <= left) return;
    for (let row = Math.max(0, Math.round(y)); row < bottom; row += 1) {
      pixels.fill(ink, row * width + left, row * width + right);
    }
  };

  return {
    width,
    height,
    fill,
    paint(x, y, paintWidth, paintHeight, inkAt) {
      for (let row = 0; row < paintHeight; row += 1) {
        const start = (y + row) * width + x;
        for (let column = 0; column < paintWidth; column += 1) {
          pixels[start + column] = inkAt(column, row);
        }
      }
    },
    text(x, y, text, ink) {
      for (let i = 0; i < text.length; i += 1) {
        for (let row = 0; row < GLYPH_HEIGHT; row += 1) {
          for (let column = 0; column < GLYPH_WIDTH; column += 1) {
            if (!hasDot(text[i]!, column, row)) continue;
            fill(x + i * ADVANCE + column * DOT, y + row * DOT, DOT, DOT, ink);
          }
        }
      }
    },
    toPng: () => encodePng(width, height, pixels, PALETTE),
  };
}
