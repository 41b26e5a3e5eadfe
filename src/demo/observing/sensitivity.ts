import { FOOTPRINT } from '#shared/survey/footprint.ts';
import type { SkyPosition } from '#shared/sky/position.ts';
import { IMAGE_SIDE_DEG, type ImageFrame } from './image-frame.ts';

/** The primary beam of a 12 m dish at 888 MHz, full width at half maximum. */
const PRIMARY_BEAM_DEG = 1.76;
/** How the squared response of a beam falls off: with the exponent of minus this times degrees squared. */
const FALLOFF = (8 * Math.LN2) / PRIMARY_BEAM_DEG ** 2;

/** Summed squared responses at the centre of ASKAP's footprint, by which all others are measured. */
const CENTRE_SQUARE = FOOTPRINT.reduce(
  (sum, { lonDeg, latDeg }) => sum + Math.exp(-FALLOFF * (lonDeg ** 2 + latDeg ** 2)),
  0,
);

const NODES = 33;
/** Where the squared response has fallen below this share of the centre's, an image has no data. */
const CUT_OFF = 0.15;

/** The noise in each pixel, worked out where it is asked for: an image at the survey's scale has a hundred million. */
export interface NoiseMap {
  at(x: number, y: number): number;
  /** Fills a row of an image: `target[x]` for x from 0. */
  fillRow(target: Float32Array, y: number): void;
}

/**
 * The noise in each pixel, in units of that at the field's centre with its own tile alone; NaN where no beam
 * reaches. Noise falls as the root of the summed squares of the beams' responses, as a linear mosaic's does.
 */
export function createNoiseMap(frame: ImageFrame, beams: readonly SkyPosition[]): NoiseMap {
  const squares = squaredResponses(frame, beams);
  // The response changes over degrees, so it is worked out at some nodes and interpolated between them.
  const step = (NODES - 1) / (frame.width - 1);
  const valueAt = (x: number, y: number): number => {
    const row = Math.min(NODES - 2, Math.floor(y * step));
    const up = y * step - row;
    const column = Math.min(NODES - 2, Math.floor(x * step));
    const right = x * step - column;
    const node = row * NODES + column;
    const low = squares[node]! * (1 - right) + squares[node + 1]! * right;
    const high = squares[node + NODES]! * (1 - right) + squares[node + NODES + 1]! * right;
    const square = low * (1 - up) + high * up;
    return square < CUT_OFF ? Number.NaN : 1 / Math.sqrt(square);
  };
  return {
    at: (x, y) => Math.fround(valueAt(x, y)),
    fillRow(target, y) {
      for (let x = 0; x < target.length; x += 1) target[x] = valueAt(x, y);
    },
  };
}

/** Summed squared responses at the nodes, in units of a single footprint's at its centre. */
function squaredResponses(frame: ImageFrame, beams: readonly SkyPosition[]): Float64Array {
  const places = beams
    .map((beam) => frame.projection.toPlane(beam))
    .filter((place) => place !== null);
  const at = (eastDeg: number, northDeg: number): number => {
    let sum = 0;
    for (const place of places) {
      const square = (place.eastDeg - eastDeg) ** 2 + (place.northDeg - northDeg) ** 2;
      if (square < 9) sum += Math.exp(-FALLOFF * square);
    }
    return sum;
  };
  const squares = new Float64Array(NODES * NODES);
  const node = (index: number): number => (index / (NODES - 1) - 0.5) * IMAGE_SIDE_DEG;
  for (let row = 0; row < NODES; row += 1) {
    for (let column = 0; column < NODES; column += 1) {
      squares[row * NODES + column] = at(-node(column), node(row)) / CENTRE_SQUARE;
    }
  }
  return squares;
}
