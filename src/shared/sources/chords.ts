import { RADIANS_PER_DEGREE, type SkyPosition, unitVectorOf } from '#shared/sky/position.ts';

/**
 * Distances on the sky as squared chords through the unit sphere: they need no trigonometry, and keep their digits at
 * small angles. Points are kept as three coordinates each, one after the other.
 */

/** The unit vectors of some positions. */
export function vectorsOf(positions: readonly SkyPosition[]): Float64Array {
  const points = new Float64Array(positions.length * 3);
  for (const [index, position] of positions.entries()) {
    points.set(unitVectorOf(position), index * 3);
  }
  return points;
}

/** The squared distance of a point to another. */
export function chordTo(
  points: Float64Array,
  index: number,
  x: number,
  y: number,
  z: number,
): number {
  const dx = points[index * 3]! - x;
  const dy = points[index * 3 + 1]! - y;
  const dz = points[index * 3 + 2]! - z;
  return dx * dx + dy * dy + dz * dz;
}

/** Whether any of some points is closer than a squared chord. */
export function isWithin(
  limit: number,
  points: Float64Array,
  among: readonly number[],
  x: number,
  y: number,
  z: number,
): boolean {
  for (const one of among) if (chordTo(points, one, x, y, z) < limit) return true;
  return false;
}

/** Of some points, the nearest: its index. */
export function nearestOf(
  points: Float64Array,
  among: readonly number[],
  x: number,
  y: number,
  z: number,
): number {
  let nearest = -1;
  let least = Number.POSITIVE_INFINITY;
  for (const one of among) {
    const square = chordTo(points, one, x, y, z);
    if (square < least) {
      nearest = one;
      least = square;
    }
  }
  return nearest;
}

/** Angles beyond 180° are as far as there is. */
export function squaredChord(angleDeg: number): number {
  return 4 * Math.sin((Math.min(180, angleDeg) / 2) * RADIANS_PER_DEGREE) ** 2;
}

export function degrees(square: number): number {
  return (2 * Math.asin(Math.min(1, Math.sqrt(square) / 2))) / RADIANS_PER_DEGREE;
}
