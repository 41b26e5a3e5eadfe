import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '#demo/random.ts';
import { askPython, findPython } from '#main/testing/python.ts';
import { STRETCHES, type Stretch, stretched } from './stretch.ts';
import { spreadSamples, zscaleLimits } from './zscale.ts';

interface Answer {
  readonly limits: readonly (readonly [number, number])[];
  readonly stretched: Readonly<Record<Stretch, readonly number[]>>;
}

const SCRIPT = fileURLToPath(new URL('testdata/astropy_stretch.py', import.meta.url));
const PLACES = [0, 0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.99, 1];
const python = findPython('astropy', 'numpy');

/** Noise with sources and holes, in sizes on both sides of the thousand samples. */
function skies(): readonly Float32Array[] {
  const { uniform } = createRandom('zscale');
  const noise = (): number => uniform() + uniform() + uniform() + uniform() - 2;
  return Array.from({ length: 60 }, (_, index) => {
    const length = [1, 2, 3, 7, 40, 999, 1000, 1001, 2500, 9999][index % 10]!;
    const scale = 10 ** (-6 + 8 * uniform());
    return Float32Array.from({ length }, (_value, at) => {
      // The first stays, so that there is always a value.
      if (at > 0 && uniform() < 0.1) return Number.NaN;
      const source = uniform() < 0.02 ? 100 * uniform() : 0;
      return scale * (noise() + source);
    });
  });
}

describe.skipIf(python === null)(
  'Limits and stretches, as astropy has them (where installed)',
  () => {
    const values = skies();
    let answer: Answer;
    beforeAll(() => {
      answer = askPython(python!, SCRIPT, {
        values: values.map((each) =>
          [...spreadSamples(each)].map((value) => (Number.isNaN(value) ? null : value)),
        ),
        places: PLACES,
      }) as Answer;
    });

    it('are those of ZScaleInterval for the same samples', () => {
      for (const [index, each] of values.entries()) {
        const { low, high } = zscaleLimits(each)!;
        const [theirLow, theirHigh] = answer.limits[index]!;
        const span = Math.abs(theirHigh - theirLow) + Math.abs(theirLow);
        const about = `${each.length} values, number ${index}`;
        expect(Math.abs(low - theirLow), about).toBeLessThanOrEqual(1e-9 * span);
        expect(Math.abs(high - theirHigh), about).toBeLessThanOrEqual(1e-9 * span);
      }
    });

    it('are those of its stretches', () => {
      for (const stretch of STRETCHES) {
        for (const [index, place] of PLACES.entries()) {
          expect(stretched(stretch, place)).toBeCloseTo(answer.stretched[stretch][index]!, 12);
        }
      }
    });
  },
);
