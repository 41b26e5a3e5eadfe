import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { askPython, findPython } from '#main/testing/python.ts';
import { createRandom } from '#demo/random.ts';
import { FIELDS } from '#shared/survey/fields.ts';
import { FOOTPRINT } from '#shared/survey/footprint.ts';
import { aitoff } from './aitoff.ts';
import { beamsOf } from './beams.ts';
import { icrsToFk5, icrsToGalactic } from './frames.ts';
import { mollweide } from './mollweide.ts';
import { createOffsetFrame } from './offset-frame.ts';
import { RADIANS_PER_DEGREE, type SkyPosition } from './position.ts';
import { positionAngleDeg, separationDeg } from './separation.ts';
import { createSinProjection } from './sin-projection.ts';

type Pair = readonly [lonDeg: number, latDeg: number];

interface Answers {
  readonly separations: readonly number[];
  readonly angles: readonly number[];
  readonly offsets: readonly Pair[];
  readonly galactic: readonly Pair[];
  readonly fk5: readonly Pair[];
  readonly plane: readonly Pair[];
  readonly mollweide: readonly Pair[];
  readonly aitoff: readonly Pair[];
  readonly beams: readonly (readonly Pair[])[];
}

const SCRIPT = fileURLToPath(new URL('testdata/astropy_sky.py', import.meta.url));
const COUNT = 10_000;
const CENTRE: SkyPosition = { raDeg: 359.2, decDeg: -62.5 };

const { uniform: random } = createRandom('sky against astropy');
const anywhere = (): SkyPosition => ({
  raDeg: random() * 360,
  decDeg: (Math.asin(2 * random() - 1) * 180) / Math.PI,
});
const pair = ({ raDeg, decDeg }: SkyPosition): Pair => [raDeg, decDeg];
const position = ([raDeg, decDeg]: Pair): SkyPosition => ({ raDeg, decDeg });

/** The largest of `COUNT` differences. */
function worst(difference: (index: number) => number): number {
  let largest = 0;
  for (let index = 0; index < COUNT; index += 1) {
    const size = Math.abs(difference(index));
    if (!(size <= largest)) largest = size;
  }
  return largest;
}

const python = findPython('astropy', 'numpy');

describe.skipIf(python === null)('the sky, as astropy has it (where it is installed)', () => {
  const a = Array.from({ length: COUNT }, anywhere);
  // Half of the second positions lie anywhere, and half close to the first or to its antipode.
  const b = a.map((from, index) => {
    if (index % 2 === 0) return anywhere();
    const frame = createOffsetFrame(from);
    const size = 10 ** (-8 * random());
    const near = frame.toSky({ lonDeg: size * (random() - 0.5), latDeg: size * (random() - 0.5) });
    return index % 4 === 1 ? near : { raDeg: (near.raDeg + 180) % 360, decDeg: -near.decDeg };
  });
  const projection = createSinProjection(CENTRE);
  const near = Array.from({ length: COUNT }, () =>
    projection.toSky({ eastDeg: 49 * (random() - 0.5), northDeg: 49 * (random() - 0.5) }),
  ).map((found) => found!);
  let answers: Answers;
  beforeAll(() => {
    answers = askPython(python!, SCRIPT, {
      a: a.map(pair),
      b: b.map(pair),
      near: near.map(pair),
      centre: pair(CENTRE),
      fields: FIELDS.map(pair),
      footprint: FOOTPRINT.map(({ lonDeg, latDeg }) => [lonDeg, latDeg]),
    }) as Answers;
  });

  it('has the same separations to 1e-10 degrees', () => {
    expect(worst((i) => separationDeg(a[i]!, b[i]!) - answers.separations[i]!)).toBeLessThan(1e-10);
  });

  it('has the same position angles, as far as the separation lets them be known', () => {
    const across = (i: number): number => {
      const turn = ((positionAngleDeg(a[i]!, b[i]!) - answers.angles[i]! + 540) % 360) - 180;
      return turn * Math.sin((separationDeg(a[i]!, b[i]!) * Math.PI) / 180);
    };
    expect(worst(across)).toBeLessThan(1e-10);
  });

  it('has the same sky-offset frame, galactic coordinates and FK5 to 1e-10 degrees', () => {
    const off = (ours: Pair, theirs: Pair): number =>
      separationDeg(position(ours), position(theirs));
    const galactic = (i: number): Pair => {
      const { lDeg, bDeg } = icrsToGalactic(a[i]!);
      return [lDeg, bDeg];
    };
    const offset = (i: number): Pair => {
      const { lonDeg, latDeg } = createOffsetFrame(a[i]!).toOffset(b[i]!);
      return [lonDeg, latDeg];
    };
    expect(worst((i) => off(offset(i), answers.offsets[i]!))).toBeLessThan(1e-10);
    expect(worst((i) => off(galactic(i), answers.galactic[i]!))).toBeLessThan(1e-10);
    expect(worst((i) => off(pair(icrsToFk5(a[i]!)), answers.fk5[i]!))).toBeLessThan(1e-10);
  });

  it('has the same SIN projection', () => {
    const off = (i: number): number => {
      const { eastDeg, northDeg } = projection.toPlane(near[i]!)!;
      const [x, y] = answers.plane[i]!;
      return Math.hypot(-x - eastDeg, y - northDeg);
    };
    expect(worst(off)).toBeLessThan(1e-10);
  });

  it('has the same maps of the whole sky in Mollweide’s and Aitoff’s projections', () => {
    const radians = (found: Pair): Pair => [
      found[0] * RADIANS_PER_DEGREE,
      found[1] * RADIANS_PER_DEGREE,
    ];
    const offMollweide = (i: number): number => {
      const { x, y } = mollweide(a[i]!, 180);
      const [east, north] = radians(answers.mollweide[i]!);
      return Math.hypot(-x * Math.SQRT2 - east, y * Math.SQRT2 - north);
    };
    const offAitoff = (i: number): number => {
      const [lonDeg, latDeg] = [a[i]!.raDeg - 180, a[i]!.decDeg];
      const { x, y } = aitoff(lonDeg * RADIANS_PER_DEGREE, latDeg * RADIANS_PER_DEGREE);
      const [east, north] = radians(answers.aitoff[i]!);
      return Math.hypot(x - east, y - north);
    };
    expect(worst(offMollweide)).toBeLessThan(1e-6);
    expect(worst(offAitoff)).toBeLessThan(1e-9);
  });

  it('has the same beams of all fields to 0.1 arcseconds', () => {
    const off = FIELDS.flatMap((field, index) =>
      beamsOf(field).map((beam, number) =>
        separationDeg(beam, position(answers.beams[index]![number]!)),
      ),
    );
    expect(off).toHaveLength(113 * 36);
    expect(Math.max(...off) * 3600).toBeLessThan(0.1);
  });
});
