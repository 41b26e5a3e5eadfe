import { isCentredMap } from './colour-maps.ts';
import { type Colouring, colourAt } from './paint.ts';
import { unstretched } from './stretch.ts';

const STOPS = 64;

/** The value at a place of a colour bar, from 0 for the first colour to 1 for the last: bars have even steps of colour. */
export function valueAtColour({ limits, stretch, map }: Colouring, place: number): number {
  const { low, high } = limits;
  return low + (high - low) * unstretched(stretch, place, isCentredMap(map));
}

/** A colour bar as a CSS gradient from the least value at the bottom to the greatest. */
export function gradientOf(colouring: Colouring): string {
  const { stretch, map } = colouring;
  const colours = Array.from({ length: STOPS }, (_, stop) =>
    colourAt(colouring, unstretched(stretch, stop / (STOPS - 1), isCentredMap(map))),
  );
  return `linear-gradient(to top, ${colours.join(', ')})`;
}
