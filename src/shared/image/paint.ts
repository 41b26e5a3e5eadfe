import { coloursOf, type ColourMapName, isCentredMap, MAP_COLOURS } from './colour-maps.ts';
import type { Limits } from './limits.ts';
import { stretched, type Stretch } from './stretch.ts';

/** How values become colours. */
export interface Colouring {
  readonly limits: Limits;
  readonly stretch: Stretch;
  readonly map: ColourMapName;
  /** The least value gets the map's last colour. @default false */
  readonly isInverted?: boolean;
}

/** Values of a rectangle of pixels as FITS stores them: the bottom row first, each from left to right. */
export interface Values {
  readonly width: number;
  readonly height: number;
  /** width × height; NaN for "no value". */
  readonly values: Float32Array;
}

/** Turns values into the pixels of an image. */
export interface Painter {
  /** The top row first, as screens have it; RGBA, 0 to 255. What has no value is transparent. */
  paint(values: Values): Uint8ClampedArray<ArrayBuffer>;
}

/** Steps between the limits: fine enough that neighbouring colours of a logarithm are both hit. */
const STEPS = 65_536;

/** Prepares the colours of every step once, so that painting a pixel is a look into a table. */
export function createPainter(colouring: Colouring): Painter {
  const table = tableOf(colouring);
  const { low, high } = colouring.limits;
  // Divided first: the span between two large limits may be infinite.
  const perValue = (STEPS - 1) / (high - low);
  return {
    paint({ width, height, values }) {
      const pixels = new Uint32Array(width * height);
      for (let y = 0; y < height; y += 1) {
        let from = (height - 1 - y) * width;
        const end = (y + 1) * width;
        for (let to = y * width; to < end; to += 1, from += 1) {
          const value = values[from]!;
          const step = (value - low) * perValue;
          // NaN compares false with everything.
          if (step >= 0) pixels[to] = table[step < STEPS ? step | 0 : STEPS - 1]!;
          else if (step < 0) pixels[to] = table[0]!;
        }
      }
      return new Uint8ClampedArray(pixels.buffer);
    },
  };
}

/** The colour at a place between the limits, 0 to 1, as `#rrggbb`. */
export function colourAt(colouring: Colouring, at: number): string {
  const index = Math.min(MAP_COLOURS - 1, Math.floor(indexAt(colouring, at)));
  const rgb = coloursOf(colouring.map).subarray(3 * index, 3 * index + 3);
  return `#${[...rgb].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

function indexAt({ stretch, map, isInverted = false }: Colouring, at: number): number {
  const place = stretched(stretch, at, isCentredMap(map));
  return (isInverted ? 1 - place : place) * MAP_COLOURS;
}

/** Tables by what they follow from: new limits need none. */
const tables = new Map<string, Uint32Array>();

/** Little-endian RGBA of each step. */
function tableOf(colouring: Colouring): Uint32Array {
  const { stretch, map, isInverted = false } = colouring;
  const key = `${stretch} ${map} ${isInverted}`;
  const known = tables.get(key);
  if (known !== undefined) return known;
  const table = makeTable(colouring);
  tables.set(key, table);
  return table;
}

function makeTable(colouring: Colouring): Uint32Array {
  const rgb = coloursOf(colouring.map);
  const table = new Uint32Array(STEPS);
  for (let step = 0; step < STEPS; step += 1) {
    const place = indexAt(colouring, step / (STEPS - 1));
    const at = 3 * Math.min(MAP_COLOURS - 1, Math.floor(place));
    table[step] = (0xff << 24) | (rgb[at + 2]! << 16) | (rgb[at + 1]! << 8) | rgb[at]!;
  }
  return table;
}
