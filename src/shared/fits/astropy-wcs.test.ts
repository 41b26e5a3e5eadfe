import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '#demo/random.ts';
import { askPython, findPython } from '#main/testing/python.ts';
import { separationDeg } from '#shared/sky/separation.ts';
import { parseHeader } from './header.ts';
import { describeImage } from './image.ts';
import { choosePlane } from './plane.ts';
import { makeHeader } from './testing/make-header.ts';
import { randomImages } from './testing/random-image.ts';
import { createWorldCoordinates } from './world-coordinates.ts';

type Pair = readonly [number, number];

interface Answer {
  readonly sky: readonly (Pair | null)[];
  readonly pixels: readonly (Pair | null)[];
}

const SCRIPT = fileURLToPath(new URL('testdata/astropy_wcs.py', import.meta.url));
const SAMPLE = new URL('../../../../shared/samples/casa-image.fits', import.meta.url);
const COUNT = 720;
const PIXELS = 20;

const python = findPython('astropy', 'numpy');

describe.skipIf(python === null)('World coordinates, as astropy has them (where installed)', () => {
  const { uniform } = createRandom('pixels against astropy');
  const cases = [
    readFileSync(SAMPLE),
    ...randomImages(createRandom('headers against astropy').uniform, COUNT).map(({ lines }) =>
      makeHeader(lines),
    ),
  ].map((bytes) => {
    const header = parseHeader(bytes)!;
    const plane = choosePlane(describeImage(header));
    const pixels = Array.from({ length: PIXELS }, (): Pair => {
      const length = plane.image.x.length;
      return [(1.5 * uniform() - 0.25) * length, (1.5 * uniform() - 0.25) * length];
    });
    return { header, plane, pixels, world: createWorldCoordinates(plane) };
  });
  let answers: readonly Answer[];
  beforeAll(() => {
    answers = askPython(
      python!,
      SCRIPT,
      cases.map(({ header, plane, pixels }) => ({
        header: Buffer.from(header.bytes).toString('latin1'),
        plane: plane.pixels,
        pixels,
      })),
    ) as readonly Answer[];
  });

  it('have the same sky to 1e-9 degrees, and the same pixels to 1e-6', () => {
    let seen = 0;
    for (const [index, { header, pixels, world }] of cases.entries()) {
      const about = Buffer.from(header.bytes).toString('latin1').replaceAll(/ +/g, ' ');
      for (const [number, [x, y]] of pixels.entries()) {
        const ours = world.toSky({ x, y });
        const theirs = answers[index]!.sky[number]!;
        expect(ours === null, about).toBe(theirs === null);
        if (ours === null || theirs === null) continue;
        const off = separationDeg(
          { raDeg: ours.lonDeg, decDeg: ours.latDeg },
          { raDeg: theirs[0], decDeg: theirs[1] },
        );
        expect(off, about).toBeLessThan(1e-9);
        const back = world.toPixel({ lonDeg: theirs[0], latDeg: theirs[1] });
        const theirBack = answers[index]!.pixels[number]!;
        expect(back === null, about).toBe(theirBack === null);
        if (back === null || theirBack === null) continue;
        expect(Math.hypot(back.x - theirBack[0], back.y - theirBack[1]), about).toBeLessThan(1e-6);
        seen += 1;
      }
    }
    expect(seen).toBeGreaterThan(COUNT * PIXELS * 0.6);
  });
});
