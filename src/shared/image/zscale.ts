import type { Limits } from './limits.ts';

const SAMPLES = 1_000;
const CONTRAST = 0.25;
const MAX_REJECT = 0.5;
const MIN_PIXELS = 5;
const REJECT_SIGMA = 2.5;
const MAX_ITERATIONS = 5;
const GOLDEN_RATIO = (1 + Math.sqrt(5)) / 2;

/**
 * The limits of IRAF's zscale: a line through the sorted samples, without those that stand apart, as far as it reaches
 * over the middle. The same steps as `astropy.visualization.ZScaleInterval` with its defaults, from samples of our own:
 * astropy's all lie in one column where the image is 1000 or 10,000 pixels wide.
 *
 * @returns null without a finite value; `low` equals `high` where all samples are equal
 */
export function zscaleLimits(values: Float32Array): Limits | null {
  const samples = spreadSamples(values);
  const count = samples.length;
  if (count === 0) return null;
  const [first, last] = [samples[0]!, samples[count - 1]!];
  const minPixels = Math.max(MIN_PIXELS, Math.trunc(count * MAX_REJECT));
  const grow = Math.max(1, Math.trunc(count * 0.01));
  let isBad = new Uint8Array(count);
  let good = count;
  let goodBefore = count + 1;
  let slope = 0;
  for (let round = 0; round < MAX_ITERATIONS; round += 1) {
    if (good >= goodBefore || good < minPixels) break;
    const fit = fitLine(samples, isBad);
    slope = fit.slope;
    reject(samples, isBad, fit);
    isBad = widened(isBad, grow);
    goodBefore = good;
    good = isBad.reduce((sum, bad) => sum - bad, count);
  }
  if (good < minPixels) return { low: first, high: last };
  const steep = slope / CONTRAST;
  const centre = Math.trunc((count - 1) / 2);
  const median = (samples[centre]! + samples[Math.trunc(count / 2)]!) / 2;
  return {
    low: Math.max(first, median - (centre - 1) * steep),
    high: Math.min(last, median + (count - centre) * steep),
  };
}

/**
 * A thousand of the finite values (all, if they are fewer), sorted: one of each thousandth of the image, at places that
 * repeat with no width of its rows.
 */
export function spreadSamples(values: Float32Array): Float32Array {
  let finite = 0;
  for (let i = 0; i < values.length; i += 1) if (Number.isFinite(values[i])) finite += 1;
  const samples = new Float32Array(Math.min(SAMPLES, finite));
  const share = finite / samples.length;
  let [seen, taken] = [0, 0];
  for (let i = 0; taken < samples.length; i += 1) {
    const value = values[i]!;
    if (!Number.isFinite(value)) continue;
    if (seen === Math.floor((taken + offsetIn(taken, share)) * share)) {
      samples[taken] = value;
      taken += 1;
    }
    seen += 1;
  }
  return samples.toSorted();
}

/** Of 0 to 1: multiples of the golden ratio spread most evenly. Where all values are taken, 0. */
function offsetIn(index: number, share: number): number {
  return share === 1 ? 0 : (index * GOLDEN_RATIO) % 1;
}

interface Line {
  readonly slope: number;
  readonly at0: number;
}

/** Least squares over the index of each good sample. */
function fitLine(samples: Float32Array, isBad: Uint8Array): Line {
  let [count, sumX, sumY] = [0, 0, 0];
  for (const [x, y] of samples.entries()) {
    if (isBad[x] === 1) continue;
    count += 1;
    sumX += x;
    sumY += y;
  }
  const [meanX, meanY] = [sumX / count, sumY / count];
  let [xx, xy] = [0, 0];
  for (const [x, y] of samples.entries()) {
    if (isBad[x] === 1) continue;
    xx += (x - meanX) ** 2;
    xy += (x - meanX) * (y - meanY);
  }
  const slope = xx === 0 ? 0 : xy / xx;
  return { slope, at0: meanY - slope * meanX };
}

function reject(samples: Float32Array, isBad: Uint8Array, { slope, at0 }: Line): void {
  let [count, sum, squares] = [0, 0, 0];
  for (const [x, y] of samples.entries()) {
    if (isBad[x] === 1) continue;
    const off = y - at0 - slope * x;
    count += 1;
    sum += off;
    squares += off * off;
  }
  const mean = sum / count;
  const threshold = REJECT_SIGMA * Math.sqrt(Math.max(0, squares / count - mean * mean));
  for (const [x, y] of samples.entries()) {
    if (Math.abs(y - at0 - slope * x) > threshold) isBad[x] = 1;
  }
}

/** Rejects the neighbours of what is rejected, over a window of `size` samples; an even one reaches further back. */
function widened(isBad: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const ahead = (size - 1) >> 1;
  const wide = new Uint8Array(isBad.length);
  for (const [x, bad] of isBad.entries()) {
    if (bad === 1) wide.fill(1, Math.max(0, x - ahead), x - ahead + size);
  }
  return wide;
}
