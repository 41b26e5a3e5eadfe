import { cosDeg, RADIANS_PER_DEGREE, sinDeg, type SkyPosition } from './position.ts';
import { createOffsetFrame } from './offset-frame.ts';
import { positionAngleDeg, separationDeg } from './separation.ts';

/** A part of the edge of one disc: from one position angle to a larger one, seen from the disc's centre. */
export interface OutlineArc {
  /** Which of the discs. */
  readonly disc: number;
  readonly fromDeg: number;
  readonly toDeg: number;
}

/** A closed line of arcs: each begins where the one before it ends, and the first where the last does. */
export type OutlineRing = readonly OutlineArc[];

/**
 * The edge of what some discs on the sky cover together. Rings lie beside one another or, as edges of holes, within
 * one another: fill them by the even-odd rule.
 *
 * @param centres of the discs
 * @param radiusDeg of each, below 90
 */
export function mergedOutline(
  centres: readonly SkyPosition[],
  radiusDeg: number,
): readonly OutlineRing[] {
  const arcs = centres.flatMap((_, disc) => freeArcs(centres, disc, radiusDeg));
  const starts = arcs.map(({ disc, fromDeg }) => onEdge(centres[disc]!, radiusDeg, fromDeg));
  const unused = new Set(arcs.keys());
  const rings: OutlineArc[][] = [];
  for (const first of arcs.keys()) {
    if (!unused.delete(first)) continue;
    const ring = [arcs[first]!];
    for (;;) {
      const { disc, toDeg } = ring.at(-1)!;
      const end = onEdge(centres[disc]!, radiusDeg, toDeg);
      const next = nearestOf(end, starts, [first, ...unused]);
      if (next === first) break;
      unused.delete(next);
      ring.push(arcs[next]!);
    }
    rings.push(ring);
  }
  return rings;
}

/**
 * A ring as a polygon of positions, without repeating the first.
 *
 * @param stepDeg the most by which two neighbours differ in position angle on the same disc
 */
export function ringPositions(
  ring: OutlineRing,
  centres: readonly SkyPosition[],
  radiusDeg: number,
  stepDeg: number,
): readonly SkyPosition[] {
  return ring.flatMap(({ disc, fromDeg, toDeg }) => {
    const steps = Math.max(1, Math.ceil((toDeg - fromDeg) / stepDeg));
    return Array.from({ length: steps }, (_, step) =>
      onEdge(centres[disc]!, radiusDeg, fromDeg + ((toDeg - fromDeg) * step) / steps),
    );
  });
}

/** What of a disc's edge lies in no other disc. */
function freeArcs(
  centres: readonly SkyPosition[],
  disc: number,
  radiusDeg: number,
): readonly OutlineArc[] {
  const covered: [number, number][] = [];
  for (const [other, centre] of centres.entries()) {
    if (other === disc) continue;
    const distanceDeg = separationDeg(centres[disc]!, centre);
    if (distanceDeg >= 2 * radiusDeg) continue;
    if (distanceDeg < 1e-12) {
      // Two discs with the same centre have one edge, which the first keeps.
      if (other < disc) return [];
      continue;
    }
    const middleDeg = positionAngleDeg(centres[disc]!, centre);
    // The spherical law of cosines, for a point of the edge that is as far from the other centre as from its own.
    const cosHalf =
      ((1 - cosDeg(distanceDeg)) * cosDeg(radiusDeg)) / (sinDeg(distanceDeg) * sinDeg(radiusDeg));
    const halfDeg = Math.acos(Math.min(1, cosHalf)) / RADIANS_PER_DEGREE;
    const fromDeg = (middleDeg - halfDeg + 360) % 360;
    covered.push([fromDeg, fromDeg + 2 * halfDeg]);
  }
  if (covered.length === 0) return [{ disc, fromDeg: 0, toDeg: 360 }];
  covered.sort((a, b) => a[0] - b[0]);
  const free: OutlineArc[] = [];
  let reachedDeg = Math.max(...covered.map(([, toDeg]) => toDeg - 360));
  for (const [fromDeg, toDeg] of covered) {
    if (fromDeg > reachedDeg) free.push({ disc, fromDeg: reachedDeg, toDeg: fromDeg });
    reachedDeg = Math.max(reachedDeg, toDeg);
  }
  return free;
}

function onEdge(centre: SkyPosition, radiusDeg: number, angleDeg: number): SkyPosition {
  const north = sinDeg(radiusDeg) * cosDeg(angleDeg);
  const east = sinDeg(radiusDeg) * sinDeg(angleDeg);
  return createOffsetFrame(centre).toSky({
    lonDeg: Math.atan2(east, cosDeg(radiusDeg)) / RADIANS_PER_DEGREE,
    latDeg: Math.asin(north) / RADIANS_PER_DEGREE,
  });
}

function nearestOf(
  end: SkyPosition,
  starts: readonly SkyPosition[],
  among: readonly number[],
): number {
  let nearest = among[0]!;
  let leastDeg = Number.POSITIVE_INFINITY;
  for (const index of among) {
    const distanceDeg = separationDeg(end, starts[index]!);
    if (distanceDeg < leastDeg) [nearest, leastDeg] = [index, distanceDeg];
  }
  return nearest;
}
