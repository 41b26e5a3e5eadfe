import type { SkyPosition } from '#shared/sky/position.ts';
import { positionAngleDeg, separationDeg } from '#shared/sky/separation.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { columnOf, type NumberColumn, type SelavyCatalogue } from './catalogue.ts';

export interface Match {
  /** Of the catalogue, from 0. */
  readonly row: number;
  readonly separationArcsec: number;
  /** From the position to the component: north through east, degrees in [0, 360). */
  readonly positionAngleDeg: number;
}

/** Beyond what a difference of two declinations is rounded by. */
const ROUNDING_DEG = 1e-9;

/** Finds what a catalogue has at a position. */
export type Matcher = (position: SkyPosition, radiusArcsec: number) => Match | null;

/**
 * A matcher that gives the nearest row within a radius, or null where none is that near. Positions are those of
 * `ra_deg_cont` and `dec_deg_cont`; selavy's are FK5 J2000, which lies within 0.03″ of ICRS.
 *
 * Throws AppError `bad-input` where the catalogue has no such columns.
 */
export function createMatcher(catalogue: SelavyCatalogue): Matcher {
  const ra = numbersOf(catalogue, 'ra_deg_cont');
  const dec = numbersOf(catalogue, 'dec_deg_cont');
  const byDec = Uint32Array.from(dec.keys()).toSorted((a, b) => dec[a]! - dec[b]!);
  return (position, radiusArcsec) => {
    const reachDeg = radiusArcsec / 3600 + ROUNDING_DEG;
    let nearest: Match | null = null;
    // A row with another declination by more than the radius is farther away.
    let at = firstAtLeast(dec, byDec, position.decDeg - reachDeg);
    for (; at < byDec.length; at += 1) {
      const row = byDec[at]!;
      const found = { raDeg: ra[row]!, decDeg: dec[row]! };
      if (!(found.decDeg <= position.decDeg + reachDeg)) break;
      const separationArcsec = 3600 * separationDeg(position, found);
      if (separationArcsec > radiusArcsec) continue;
      if (nearest !== null && nearest.separationArcsec <= separationArcsec) continue;
      nearest = { row, separationArcsec, positionAngleDeg: positionAngleDeg(position, found) };
    }
    return nearest;
  };
}

function numbersOf(catalogue: SelavyCatalogue, name: string): NumberColumn['values'] {
  const column = columnOf(catalogue, name);
  if (column === undefined || column.kind === 'text') {
    throw new AppError(
      'bad-input',
      `The catalogue has no column ${name}, so nothing can be found in it by position.`,
    );
  }
  return column.values;
}

/** In rows sorted by their values, the first place whose value is at least `least`. */
function firstAtLeast(values: Float64Array, sorted: Uint32Array, least: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[sorted[middle]!]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
