import { beamsOf } from '#shared/sky/beams.ts';
import { type SkyPosition, unitVectorOf } from '#shared/sky/position.ts';
import { type Field, FIELDS } from '#shared/survey/fields.ts';
import { FOOTPRINT } from '#shared/survey/footprint.ts';
import { chordTo, degrees, isWithin, nearestOf, squaredChord, vectorsOf } from './chords.ts';
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
  /** Indexes of the fields that see a position, the one with the nearest centre first. */
  fieldsAt(position: SkyPosition): readonly number[];
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
    const [x, y, z] = unitVectorOf(centre);
    const squares = new Float64Array(fields.length);
    let nearest = Number.POSITIVE_INFINITY;
    for (let field = 0; field < squares.length; field += 1) {
      const square = chordTo(centres, field, x, y, z);
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
        if (chordTo(beams, beam, x, y, z) <= beamWithin) near.push(beam);
      }
      if (near.length > 0) seeing.push({ field, beams: near });
    }
    return { primaries, fields: seeing };
  };

  const cellAt = ({ raDeg, decDeg }: SkyPosition): Cell => {
    const index = cells.cellOf(raDeg, decDeg);
    return (known[index] ??= gather(index));
  };

  const fieldsAt = (position: SkyPosition): readonly number[] => {
    const [x, y, z] = unitVectorOf(position);
    const seeing: number[] = [];
    for (const { field, beams: some } of cellAt(position).fields) {
      if (!isWithin(limit, beams, some, x, y, z)) continue;
      // Few fields overlap, so an insertion sort is fastest.
      let at = seeing.length;
      if (at > 0) {
        const centre = chordTo(centres, field, x, y, z);
        for (; at > 0 && chordTo(centres, seeing[at - 1]!, x, y, z) > centre; at -= 1) {
          seeing[at] = seeing[at - 1]!;
        }
      }
      seeing[at] = field;
    }
    return seeing;
  };

  const match = (field: number, beam: number, square: number): FieldMatch => ({
    field,
    beam: beam % beamsPerField,
    separationDeg: degrees(square),
  });

  return {
    fields,
    fieldsAt,
    find(position) {
      const [x, y, z] = unitVectorOf(position);
      const cell = cellAt(position);
      return {
        primary: nearestOf(centres, cell.primaries, x, y, z),
        candidates: fieldsAt(position).map((field) => {
          const some = cell.fields.find((one) => one.field === field)!.beams;
          const beam = nearestOf(beams, some, x, y, z);
          return match(field, beam, chordTo(beams, beam, x, y, z));
        }),
      };
    },
    nearest(position) {
      const [x, y, z] = unitVectorOf(position);
      let best: FieldMatch | null = null;
      for (const field of fields.keys()) {
        // No beam is nearer than the centre less what the outermost beam is away from it.
        const centreDeg = degrees(chordTo(centres, field, x, y, z));
        if (best !== null && centreDeg - FARTHEST_BEAM_DEG > best.separationDeg) continue;
        for (let beam = 0; beam < beamsPerField; beam += 1) {
          const square = chordTo(beams, field * beamsPerField + beam, x, y, z);
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
