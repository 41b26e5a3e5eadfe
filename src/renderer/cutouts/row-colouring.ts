import type { Stamp } from '#shared/cutouts/stamp.ts';
import { centredLimits, limitsOf } from '#shared/image/find-limits.ts';
import type { Colouring } from '#shared/image/paint.ts';
import type { WallRow } from './arrange-cells.ts';
import type { WallLook } from './wall-look.ts';

/** The middle of the values that get colours; the rest gets those at the ends. */
const PERCENT = 99.5;

/**
 * The colours of a row, the same for all its stamps, so that epochs can be compared. Stokes Q, U and V have both signs:
 * their colours part at 0. Null as long as the row has no value.
 */
export function rowColouring(
  { key, stokes, product }: Pick<WallRow, 'key' | 'stokes' | 'product'>,
  stamps: readonly Stamp[],
  { stretch, map, fixed }: WallLook,
): Colouring | null {
  const found = limitsOf(joined(stamps), { kind: 'percentile', percent: PERCENT });
  if (found === null) return null;
  const limits = fixed[key] ?? found;
  return stokes !== 'I' && product === 'image'
    ? { limits: centredLimits(limits), stretch, map: 'diverging' }
    : { limits, stretch, map };
}

function joined(stamps: readonly Stamp[]): Float32Array {
  const all = new Float32Array(stamps.reduce((sum, { values }) => sum + values.length, 0));
  let at = 0;
  for (const { values } of stamps) {
    all.set(values, at);
    at += values.length;
  }
  return all;
}
