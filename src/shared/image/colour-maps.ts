import { divergingColours } from './diverging.ts';
import { INFERNO, VIRIDIS } from './listed-colours.ts';

/** Maps that print, and that colour-blind people can read: each runs in lightness, `diverging` from the middle out. */
export type ColourMapName = 'grey' | 'viridis' | 'inferno' | 'diverging';

export const COLOUR_MAPS: readonly ColourMapName[] = ['grey', 'viridis', 'inferno', 'diverging'];

/** Colours of a map. */
export const MAP_COLOURS = 256;

/** Red, green and blue of each colour, 0 to 255: 3 × {@link MAP_COLOURS} bytes, from the least value to the greatest. */
export function coloursOf(name: ColourMapName): Uint8Array {
  switch (name) {
    case 'grey':
      return Uint8Array.from({ length: 3 * MAP_COLOURS }, (_, index) => Math.floor(index / 3));
    case 'viridis':
      return fromHex(VIRIDIS);
    case 'inferno':
      return fromHex(INFERNO);
    default:
      return divergingColours(MAP_COLOURS);
  }
}

/** Whether a map's middle stands for the middle of the limits whatever the stretch. */
export function isCentredMap(map: ColourMapName): boolean {
  return map === 'diverging';
}

function fromHex(digits: string): Uint8Array {
  return Uint8Array.from({ length: digits.length / 2 }, (_, index) =>
    Number.parseInt(digits.slice(2 * index, 2 * index + 2), 16),
  );
}
