import { cosDeg, type SkyPosition } from '#shared/sky/position.ts';

/** Height of a cell; its width is about the same, so that a cell reaches about three degrees. */
const CELL_DEG = 3;

/** A division of the sky into about 4,600 cells of nine square degrees. */
export interface SkyCells {
  readonly count: number;
  /** The cell of a position: right ascension in [0, 360), declination in [-90, 90]. */
  cellOf(raDeg: number, decDeg: number): number;
  /** A cell's middle, and how far the positions in it are from there at most. */
  reachOf(cell: number): { readonly centre: SkyPosition; readonly reachDeg: number };
}

export function createSkyCells(): SkyCells {
  const bands = 180 / CELL_DEG;
  const firsts = new Int32Array(bands + 1);
  for (let band = 0; band < bands; band += 1) {
    firsts[band + 1] = firsts[band]! + Math.ceil((360 * widestCos(band)) / CELL_DEG);
  }
  const columnsOf = (band: number): number => firsts[band + 1]! - firsts[band]!;
  const bandOf = (cell: number): number => {
    let [low, high] = [0, bands - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (firsts[middle]! <= cell) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return {
    count: firsts[bands]!,
    cellOf(raDeg, decDeg) {
      const band = Math.min(bands - 1, Math.floor((decDeg + 90) / CELL_DEG));
      const columns = columnsOf(band);
      return firsts[band]! + Math.min(columns - 1, Math.floor((raDeg / 360) * columns));
    },
    reachOf(cell) {
      const band = bandOf(cell);
      const widthDeg = 360 / columnsOf(band);
      return {
        centre: {
          raDeg: (cell - firsts[band]! + 0.5) * widthDeg,
          decDeg: (band + 0.5) * CELL_DEG - 90,
        },
        // Along the meridian, then along the parallel: no great circle is longer. A little more for rounding.
        reachDeg: (CELL_DEG + widthDeg * widestCos(band)) / 2 + 1e-9,
      };
    },
  };
}

/** The cosine of the declination where a band is widest. */
function widestCos(band: number): number {
  const lowDeg = band * CELL_DEG - 90;
  if (lowDeg < 0 && lowDeg + CELL_DEG > 0) return 1;
  return Math.max(cosDeg(lowDeg), cosDeg(lowDeg + CELL_DEG));
}
