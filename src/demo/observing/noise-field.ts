import { createRandom } from '../random.ts';

/** Endless noise of mean 0 and standard deviation 1, correlated over a beam of about three pixels. */
export interface NoiseField {
  /** Fills a row of an image: `target[x]` for x from 0. */
  fillRow(target: Float32Array, y: number): void;
  at(x: number, y: number): number;
}

/** Two sides without a common factor, so that the sum of both sheets repeats after 64,256 pixels only. */
const SIDES = [256, 251] as const;

/** Makes noise fields that share two periodic sheets and differ by where on them they begin. */
export function createNoiseFields(seed: number): (key: string) => NoiseField {
  let sheets: readonly [Float32Array, Float32Array] | null = null;
  return (key) => {
    sheets ??= [makeSheet(seed, SIDES[0]), makeSheet(seed, SIDES[1])];
    const [first, second] = sheets;
    const [sideA, sideB] = SIDES;
    const random = createRandom(seed, 'noise', key);
    const [ax, ay, bx, by] = [
      random.below(sideA),
      random.below(sideA),
      random.below(sideB),
      random.below(sideB),
    ];

    return {
      at: (x, y) =>
        (first[((y + ay) % sideA) * sideA + ((x + ax) % sideA)]! +
          second[((y + by) % sideB) * sideB + ((x + bx) % sideB)]!) *
        Math.SQRT1_2,
      fillRow(target, y) {
        const rowA = ((y + ay) % sideA) * sideA;
        const rowB = ((y + by) % sideB) * sideB;
        let columnA = ax;
        let columnB = bx;
        for (let x = 0; x < target.length; x += 1) {
          target[x] = (first[rowA + columnA]! + second[rowB + columnB]!) * Math.SQRT1_2;
          columnA = columnA + 1 === sideA ? 0 : columnA + 1;
          columnB = columnB + 1 === sideB ? 0 : columnB + 1;
        }
      },
    };
  };
}

/** White noise on a torus, blurred with a Gaussian and brought back to unit variance. */
function makeSheet(seed: number, side: number): Float32Array {
  const random = createRandom(seed, 'sheet', side);
  const white = Float32Array.from({ length: side * side }, () => random.gaussian());
  const blurred = blurRows(blurRows(white, side), side);
  let square = 0;
  for (const value of blurred) square += value * value;
  const factor = Math.sqrt(blurred.length / square);
  return blurred.map((value) => value * factor);
}

/** Blurs along rows and hands back the transpose, so that doing it twice blurs both ways. */
function blurRows(sheet: Float32Array, side: number): Float32Array {
  const kernel = [-3, -2, -1, 0, 1, 2, 3].map((x) => Math.exp((-x * x) / 2));
  const out = new Float32Array(sheet.length);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      let sum = 0;
      for (let k = 0; k < 7; k += 1) {
        sum += kernel[k]! * sheet[y * side + ((x + k - 3 + side) % side)]!;
      }
      out[x * side + y] = sum;
    }
  }
  return out;
}
