import { RADIANS_PER_DEGREE } from '#shared/sky/position.ts';

/** Sources of a pass: a fraction of a millisecond each time that they are drawn. */
const PASS_SIZE = 8192;

/**
 * Sources to draw, in passes of a few thousand: a map that has no time for all of them draws the first passes, and
 * those are spread over the whole table, which may be sorted by position.
 */
export interface SkySources {
  readonly count: number;
  readonly passes: number;
  /** Unit vectors of the sources of a pass as x, y, z triples. Made when they are first asked for, and kept. */
  vectorsOf(pass: number): Float64Array;
  /** Which source of the table stands at a place of a pass. */
  indexOf(pass: number, at: number): number;
  nameAt(index: number): string | undefined;
}

/** @param raDeg, decDeg ICRS, degrees */
export function createSkySources(
  raDeg: Float64Array,
  decDeg: Float64Array,
  nameAt: SkySources['nameAt'],
): SkySources {
  const count = raDeg.length;
  const passes = Math.max(1, Math.ceil(count / PASS_SIZE));
  const known = new Map<number, Float64Array>();
  const indexOf = (pass: number, at: number): number => pass + at * passes;
  return {
    count,
    passes,
    indexOf,
    nameAt,
    vectorsOf(pass) {
      let vectors = known.get(pass);
      if (vectors === undefined) {
        vectors = new Float64Array(Math.ceil((count - pass) / passes) * 3);
        for (let to = 0; to < vectors.length; to += 3) {
          const index = indexOf(pass, to / 3);
          const ra = raDeg[index]! * RADIANS_PER_DEGREE;
          const dec = decDeg[index]! * RADIANS_PER_DEGREE;
          vectors[to] = Math.cos(dec) * Math.cos(ra);
          vectors[to + 1] = Math.cos(dec) * Math.sin(ra);
          vectors[to + 2] = Math.sin(dec);
        }
        known.set(pass, vectors);
      }
      return vectors;
    },
  };
}
