import { createRandom } from '../random.ts';
import { RADIANS_PER_DEGREE, type SkyPosition } from '#shared/sky/position.ts';
import { drawSource, type SkySource } from './sky-source.ts';

/** The generated sky. Overlapping fields show the same sources. */
export interface SkyModel {
  /** Every source within `radiusDeg` of a position, and some that lie a little further out. */
  sourcesAround(position: SkyPosition, radiusDeg: number): readonly SkySource[];
}

const CELL_DEG = 0.6;
/** Share of cells that hold a source. */
const OCCUPIED = 0.85;
/** Sources keep to the middle of their cell, so that no two blend even in the smallest images. */
const MARGIN = 0.2;

/**
 * The sky is cut into cells of about 0.6 degrees; each holds at most one source, drawn from the seed and the
 * cell's place alone. So any part of the sky can be had without the rest.
 */
export function createSkyModel(seed: number): SkyModel {
  const strips = Math.round(180 / CELL_DEG);
  const cells = new Map<number, SkySource | null>();

  const sourceIn = (strip: number, column: number, columns: number): SkySource | null => {
    const id = strip * 1000 + column;
    let source = cells.get(id);
    if (source === undefined) {
      const random = createRandom(seed, 'sky', id);
      source = null;
      if (random.uniform() < OCCUPIED) {
        const within = (): number => random.between(MARGIN, 1 - MARGIN);
        const raDeg = ((column + within()) * 360) / columns;
        const decDeg = -90 + ((strip + within()) * 180) / strips;
        source = drawSource(`${seed}/${id}`, { raDeg, decDeg }, random);
      }
      cells.set(id, source);
    }
    return source;
  };

  return {
    sourcesAround({ raDeg, decDeg }, radiusDeg) {
      const found: SkySource[] = [];
      const first = Math.max(0, Math.floor((decDeg - radiusDeg + 90) / CELL_DEG));
      const last = Math.min(strips - 1, Math.floor((decDeg + radiusDeg + 90) / CELL_DEG));
      for (let strip = first; strip <= last; strip += 1) {
        const cosDec = Math.cos(((strip + 0.5) * CELL_DEG - 90) * RADIANS_PER_DEGREE);
        const columns = Math.max(1, Math.round((360 * cosDec) / CELL_DEG));
        const middle = Math.floor((raDeg / 360) * columns);
        const half = Math.min(
          Math.floor((columns - 1) / 2),
          Math.ceil((radiusDeg / cosDec / 360) * columns),
        );
        for (let step = -half; step <= half; step += 1) {
          const source = sourceIn(strip, (middle + step + columns) % columns, columns);
          if (source !== null) found.push(source);
        }
      }
      return found;
    },
  };
}
