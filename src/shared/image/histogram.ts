/**
 * Counts of float32 values by their upper 16 bits: sign, exponent and 7 bits of the mantissa. A bin is at most 1/128 of
 * its values wide. Filling it takes a hundredth of the time of sorting.
 */
export interface Histogram {
  /** By key, ascending with the values: 65,536 counts. */
  readonly counts: Uint32Array<ArrayBuffer>;
  /** Finite values. */
  count: number;
  /** Of the finite values; Infinity and -Infinity before the first. */
  min: number;
  max: number;
}

const BINS = 65_536;

/** Exponent of NaN and of the infinite values. */
const NOT_FINITE = 0x7f80;
const SIGN = 0x8000;

export function createHistogram(): Histogram {
  return { counts: new Uint32Array(BINS), count: 0, min: Infinity, max: -Infinity };
}

/** Adds the finite ones of some values. @returns the same histogram */
export function addValues(histogram: Histogram, values: Float32Array): Histogram {
  const { counts } = histogram;
  const upper = new Uint16Array(values.buffer, values.byteOffset, values.length * 2);
  let { count, min, max } = histogram;
  for (let i = 0; i < values.length; i += 1) {
    // The upper half comes second: little-endian, as all that the program runs on.
    const bits = upper[2 * i + 1]!;
    if ((bits & NOT_FINITE) === NOT_FINITE) continue;
    const value = values[i]!;
    counts[keyOf(bits)]! += 1;
    count += 1;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  histogram.count = count;
  histogram.min = min;
  histogram.max = max;
  return histogram;
}

/**
 * The value below which a fraction of the values lies, interpolated within its bin.
 *
 * @param fraction 0 to 1: 0.5 is the median
 * @returns NaN for an empty histogram
 */
export function quantileOf(histogram: Histogram, fraction: number): number {
  const { counts, count, min, max } = histogram;
  if (count === 0) return Number.NaN;
  const rank = Math.min(Math.max(fraction, 0), 1) * (count - 1);
  if (rank === 0) return min;
  if (rank === count - 1) return max;
  let before = 0;
  for (let key = 0; key < BINS; key += 1) {
    const inBin = counts[key]!;
    if (before + inBin > rank) {
      const [low, high] = [Math.max(edgeOf(key), min), Math.min(edgeOf(key + 1), max)];
      return low + Math.min(1, (rank - before + 0.5) / inBin) * (high - low);
    }
    before += inBin;
  }
  return max;
}

/** Ascending with the values: the bits of negative floats descend. */
function keyOf(bits: number): number {
  return (bits & SIGN) === 0 ? bits | SIGN : ~bits & 0xffff;
}

const edgeBits = new Uint32Array(1);
const edgeValue = new Float32Array(edgeBits.buffer);

/** The value at which the bin of a key begins, seen from below. */
function edgeOf(key: number): number {
  if (key >= SIGN) {
    edgeBits[0] = (key & ~SIGN) << 16;
    return edgeValue[0]!;
  }
  // A negative bin begins at its greatest magnitude, which is the next bin's first.
  const bits = (~(key - 1) & 0xffff) << 16;
  edgeBits[0] = key === 0 ? 0xff800000 : bits;
  return edgeValue[0]!;
}
