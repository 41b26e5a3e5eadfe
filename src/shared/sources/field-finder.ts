import { beamsOf } from '#shared/sky/beams.ts';
import {
  RADIANS_PER_DEGREE,
  type SkyPosition,
  type UnitVector,
  unitVectorOf,
} from '#shared/sky/position.ts';
import { type Field, FIELDS } from '#shared/survey/fields.ts';
import { FOOTPRINT } from '#shared/survey/footprint.ts';
import { createSkyCells } from './sky-cells.ts';

/** A field that sees a position, and with which of its beams best. */
export interface FieldMatch {
  /** Index of the field. */
  readonly field: number;
  /** The beam whose centre is nearest. */
  readonly beam: number;
  /** How far that is: the nearer, the more sensitive is the image there. Degrees. */
  readonly separationDeg: number;
}

/** Which fields see a position. */
export interface PositionMatch {
  /** Index of the field whose centre is nearest, whether it sees the position or not. */
  readonly primary: number;
  /** The fields of which any beam's centre is closer than the limit, the one with the nearest centre first. */
  readonly candidates: readonly FieldMatch[];
}

export interface FieldFinder {
  readonly fields: readonly Field[];
  find(position: SkyPosition): PositionMatch;
  /** The field with the nearest beam, wherever that is. */
  nearest(position: SkyPosition): FieldMatch;
}

/** What of the survey matters to the positions of a cell. */
interface Cell {
  /** Fields whose centre may be the nearest. */
  readonly primaries: readonly number[];
  /** Fields with beams that may be near enough, and those beams. */
  readonly fields: readonly { readonly field: number; readonly beams: readonly number[] }[];
}

/** Of all fields and all their beams; the same for every finder. */
let vectors: { readonly centres: Float64Array; readonly beams: Float64Array } | null = null;

/**
 * Finds fields for positions, fast enough for a million: the sky is divided into cells, and what lies in reach of a
 * cell is gathered when the first position falls into it. All distances are compared as squared chords, which keep
 * their digits at small angles.
 *
 * @param maxSepDeg closer than this to a beam's centre a position has to lie, degrees
 */
export function createFieldFinder(maxSepDeg: number): FieldFinder {
  const fields = FIELDS;
  const beamsPerField = FOOTPRINT.length;
  vectors ??= { centres: vectorsOf(FIELDS), beams: vectorsOf(FIELDS.flatMap(beamsOf)) };
  const { centres, beams } = vectors;
  const limit = squaredChord(maxSepDeg);
  const cells = createSkyCells();
  const known: (Cell | undefined)[] = Array.from({ length: cells.count });

  const gather = (index: number): Cell => {
    const { centre, reachDeg } = cells.reachOf(index);
    const vector = unitVectorOf(centre);
    const squares = new Float64Array(fields.length);
    let nearest = Number.POSITIVE_INFINITY;
    for (let field = 0; field < squares.length; field += 1) {
      const square = chord(centres, field, vector);
      squares[field] = square;
      if (square < nearest) nearest = square;
    }
    const primaryWithin = squaredChord(degrees(nearest) + 2 * reachDeg);
    const seeingWithin = squaredChord(maxSepDeg + reachDeg + FARTHEST_BEAM_DEG);
    const beamWithin = squaredChord(maxSepDeg + reachDeg);
    const primaries: number[] = [];
    const seeing: { field: number; beams: number[] }[] = [];
    for (let field = 0; field < squares.length; field += 1) {
      if (squares[field]! <= primaryWithin) primaries.push(field);
      if (squares[field]! > seeingWithin) continue;
      const near: number[] = [];
      for (let beam = field * beamsPerField; beam < (field + 1) * beamsPerField; beam += 1) {
        if (chord(beams, beam, vector) <= beamWithin) near.push(beam);
      }
      if (near.length > 0) seeing.push({ field, beams: near });
    }
    return { primaries, fields: seeing };
  };

  const match = (field: number, beam: number, square: number): FieldMatch => ({
    field,
    beam: beam % beamsPerField,
    separationDeg: degrees(square),
  });

  return {
    fields,
    find(position) {
      const [x, y, z] = unitVectorOf(position);
      const index = cells.cellOf(position.raDeg, position.decDeg);
      const cell = (known[index] ??= gather(index));
      const candidates: FieldMatch[] = [];
      const squares: number[] = [];
      for (const { field, beams: some } of cell.fields) {
        const beam = nearestOf(beams, some, x, y, z);
        const square = chordTo(beams, beam, x, y, z);
        if (square >= limit) continue;
        // Few fields overlap, so an insertion sort is fastest.
        const centre = chordTo(centres, field, x, y, z);
        let at = candidates.length;
        for (; at > 0 && squares[at - 1]! > centre; at -= 1) {
          candidates[at] = candidates[at - 1]!;
          squares[at] = squares[at - 1]!;
        }
        candidates[at] = match(field, beam, square);
        squares[at] = centre;
      }
      return { primary: nearestOf(centres, cell.primaries, x, y, z), candidates };
    },
    nearest(position) {
      const vector = unitVectorOf(position);
      let best: FieldMatch | null = null;
      for (const field of fields.keys()) {
        // No beam is nearer than the centre less what the outermost beam is away from it.
        const centreDeg = degrees(chord(centres, field, vector));
        if (best !== null && centreDeg - FARTHEST_BEAM_DEG > best.separationDeg) continue;
        for (let beam = 0; beam < beamsPerField; beam += 1) {
          const square = chord(beams, field * beamsPerField + beam, vector);
          const separationDeg = degrees(square);
          if (best === null || separationDeg < best.separationDeg) {
            best = { field, beam, separationDeg };
          }
        }
      }
      return best!;
    },
  };
}

/** More than the outermost beams of the footprint are away from its centre (3.72°). */
const FARTHEST_BEAM_DEG = 3.8;

function vectorsOf(positions: readonly SkyPosition[]): Float64Array {
  const points = new Float64Array(positions.length * 3);
  for (const [index, position] of positions.entries()) {
    points.set(unitVectorOf(position), index * 3);
  }
  return points;
}

/** The squared distance of two points of the unit sphere, through it. */
function chord(points: Float64Array, index: number, vector: UnitVector): number {
  return chordTo(points, index, vector[0], vector[1], vector[2]);
}

function chordTo(points: Float64Array, index: number, x: number, y: number, z: number): number {
  const dx = points[index * 3]! - x;
  const dy = points[index * 3 + 1]! - y;
  const dz = points[index * 3 + 2]! - z;
  return dx * dx + dy * dy + dz * dz;
}

/** Of some points, the nearest: its index. */
function nearestOf(
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
function squaredChord(angleDeg: number): number {
  return 4 * Math.sin((Math.min(180, angleDeg) / 2) * RADIANS_PER_DEGREE) ** 2;
}

function degrees(square: number): number {
  return (2 * Math.asin(Math.min(1, Math.sqrt(square) / 2))) / RADIANS_PER_DEGREE;
}
