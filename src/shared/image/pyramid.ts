/**
 * Halves an image in both directions: each pixel is the mean of four, of those that have a value. A last row or column
 * without a partner is averaged alone.
 */
export function halve(
  values: Float32Array,
  width: number,
  height: number,
): Float32Array<ArrayBuffer> {
  const [w, h] = [Math.ceil(width / 2), Math.ceil(height / 2)];
  const half = new Float32Array(w * h);
  for (let y = 0; y < h; y += 1) {
    for (let x = 0; x < w; x += 1) {
      let [sum, count] = [0, 0];
      const [right, bottom] = [Math.min(2 * x + 2, width), Math.min(2 * y + 2, height)];
      for (let row = 2 * y; row < bottom; row += 1) {
        for (let column = 2 * x; column < right; column += 1) {
          const value = values[row * width + column]!;
          if (Number.isNaN(value)) continue;
          sum += value;
          count += 1;
        }
      }
      half[y * w + x] = count === 0 ? Number.NaN : sum / count;
    }
  }
  return half;
}

/** Averages blocks of pixels of rows that come one after the other, so that an image is never in memory as a whole. */
export interface BlockMeans {
  /** The next row: as many values as the image is wide. */
  addRow(row: Float32Array): void;
  /** The means so far: one for each block, those of the bottom rows first. NaN for a block without a value. */
  readonly means: Float32Array<ArrayBuffer>;
}

/** @param block pixels along each side of a block, a power of two; blocks at the edges may have fewer */
export function createBlockMeans(width: number, height: number, block: number): BlockMeans {
  const [w, h] = [Math.ceil(width / block), Math.ceil(height / block)];
  const means = new Float32Array(w * h);
  const sums = new Float64Array(w);
  const counts = new Uint32Array(w);
  const shift = Math.log2(block);
  let y = 0;
  const flush = (): void => {
    const at = Math.floor((y - 1) / block) * w;
    for (let x = 0; x < w; x += 1) means[at + x] = sums[x]! / counts[x]!;
    sums.fill(0);
    counts.fill(0);
  };
  return {
    means,
    addRow(row) {
      for (let x = 0; x < width; x += 1) {
        const value = row[x]!;
        // NaN is the only value that differs from itself.
        if (value !== value) continue;
        sums[x >> shift]! += value;
        counts[x >> shift]! += 1;
      }
      y += 1;
      if (y % block === 0 || y === height) flush();
    },
  };
}
