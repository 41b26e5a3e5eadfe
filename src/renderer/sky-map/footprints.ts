import { createOffsetFrame } from '#shared/sky/offset-frame.ts';
import { mergedOutline, ringPositions } from '#shared/sky/outline.ts';
import { type SkyPosition, unitVectorOf } from '#shared/sky/position.ts';
import { separationDeg } from '#shared/sky/separation.ts';
import { beamsOf } from '#shared/sky/beams.ts';
import { type Field, FIELDS } from '#shared/survey/fields.ts';

/** Half the full width at half maximum of a beam: ASKAPsoft's 1.09 λ/D, with λ = 0.338 m (888 MHz) and D = 12 m. */
export const BEAM_RADIUS_DEG = 0.88;
/** Farther from a field's centre than any edge of its beams. */
const FIELD_RADIUS_DEG = 5;
/**
 * Between the points of an outline, of one that is drawn small, and of a beam that is drawn large, as an angle around a
 * beam's centre.
 */
const STEP_DEG = 12;
const COARSE_STEP_DEG = 36;
const BEAM_STEP_DEG = 4;
/** The scale below which the coarse outline is never half a pixel off the fine one: a chord lies 0.04° below its arc. */
const COARSE_BELOW_SCALE = 600;

/** A closed line on the sky as x, y, z triples. */
export type SkyRing = Float64Array;

/** What the 36 beams of each field cover together, in the order of FIELDS. */
export const FIELD_RINGS: readonly SkyRing[] = makeRings(STEP_DEG);
const COARSE_RINGS: readonly SkyRing[] = makeRings(COARSE_STEP_DEG);

/** The outlines for a map of this scale, pixels a radian: every point of them costs time in each frame of a pan. */
export function ringsFor(scale: number): readonly SkyRing[] {
  return scale < COARSE_BELOW_SCALE ? COARSE_RINGS : FIELD_RINGS;
}

/** All fields have the same footprint in the frame of their centre, so its outline is worked out only once. */
function makeRings(stepDeg: number): readonly SkyRing[] {
  const beams = beamsOf({ raDeg: 0, decDeg: 0 });
  const [ring = []] = mergedOutline(beams, BEAM_RADIUS_DEG);
  const outline = ringPositions(ring, beams, BEAM_RADIUS_DEG, stepDeg);
  return FIELDS.map((field) => {
    const frame = createOffsetFrame(field);
    return ringOf(
      outline.map(({ raDeg, decDeg }) => frame.toSky({ lonDeg: raDeg, latDeg: decDeg })),
    );
  });
}

const beamRings = new Map<Field, readonly SkyRing[]>();

/** The edges of the beams of a field. */
export function beamRingsOf(field: Field): readonly SkyRing[] {
  const known = beamRings.get(field);
  if (known !== undefined) return known;
  const rings = beamsOf(field).map((beam) => {
    const disc = mergedOutline([beam], BEAM_RADIUS_DEG)[0] ?? [];
    return ringOf(ringPositions(disc, [beam], BEAM_RADIUS_DEG, BEAM_STEP_DEG));
  });
  beamRings.set(field, rings);
  return rings;
}

function ringOf(positions: readonly SkyPosition[]): SkyRing {
  return Float64Array.from(positions.flatMap((position) => [...unitVectorOf(position)]));
}

/** The field whose beams cover a position, the one with the nearest centre of several; null for none. */
export function fieldAt(position: SkyPosition): Field | null {
  let nearest: Field | null = null;
  let nearestDeg = FIELD_RADIUS_DEG;
  for (const field of FIELDS) {
    const awayDeg = separationDeg(position, field);
    if (awayDeg >= nearestDeg) continue;
    if (!beamsOf(field).some((beam) => separationDeg(position, beam) <= BEAM_RADIUS_DEG)) continue;
    [nearest, nearestDeg] = [field, awayDeg];
  }
  return nearest;
}
