import { assert, double, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHeader } from './header.ts';
import { describeImage } from './image.ts';
import { choosePlane } from './plane.ts';
import { card, imageLines, makeHeader } from './testing/make-header.ts';
import { createRandom } from '#demo/random.ts';
import { randomImages } from './testing/random-image.ts';
import { createWorldCoordinates } from './world-coordinates.ts';

const worldOf = (lines: readonly string[]) =>
  createWorldCoordinates(choosePlane(describeImage(parseHeader(makeHeader(lines))!)));

const sky = (code: string, ...more: readonly string[]): readonly string[] =>
  imageLines(
    [100, 80],
    [
      card('CTYPE1', `RA---${code}`),
      card('CTYPE2', `DEC--${code}`),
      card('CRVAL1', 150),
      card('CRVAL2', -30),
      card('CRPIX1', 51),
      card('CRPIX2', 41),
      card('CDELT1', -0.01),
      card('CDELT2', 0.01),
      ...more,
    ],
  );

describe('World coordinates of an image', () => {
  it.each(['SIN', 'TAN', 'ZEA', 'ARC', 'CAR', 'NCP'])('%s has CRVAL at CRPIX', (code) => {
    const world = worldOf(sky(code));
    const { lonDeg, latDeg } = world.toSky({ x: 50, y: 40 })!;
    expect(lonDeg).toBeCloseTo(150, 12);
    expect(latDeg).toBeCloseTo(-30, 12);
    expect(world.projection).toBe(code);
    expect(world.pixelDeg).toBeCloseTo(0.01, 15);
    // East is to the left.
    expect(world.toSky({ x: 40, y: 40 })!.lonDeg).toBeGreaterThan(150.1);
  });

  it('lead back to every pixel of every projection and matrix', () => {
    const images = randomImages(createRandom('round trips').uniform, 144).map(
      ({ lines, size }) => ({
        world: worldOf(lines),
        size,
      }),
    );
    const unit = double({ min: 0, max: 1, noNaN: true });
    let seen = 0;
    assert(
      property(integer({ min: 0, max: images.length - 1 }), unit, unit, (index, u, v) => {
        const { world, size } = images[index]!;
        const pixel = { x: u * size, y: v * size };
        const position = world.toSky(pixel);
        if (position === null) return;
        expect(position.lonDeg >= 0 && position.lonDeg < 360).toBe(true);
        expect(Math.abs(position.latDeg)).toBeLessThanOrEqual(90);
        const back = world.toPixel(position);
        // A slanted or wide map shows some directions twice; each of them leads to the same direction.
        if (back === null) return;
        const again = world.toSky(back)!;
        expect(Math.abs(again.latDeg - position.latDeg)).toBeLessThan(1e-7);
        if (Math.hypot(back.x - pixel.x, back.y - pixel.y) < 1e-6) seen += 1;
      }),
      { numRuns: 5000 },
    );
    expect(seen).toBeGreaterThan(2500);
  });

  it('show nothing behind the plane, and nothing outside of the projected sky', () => {
    expect(worldOf(sky('SIN')).toPixel({ lonDeg: 330, latDeg: 30 })).toBeNull();
    expect(worldOf(sky('TAN')).toPixel({ lonDeg: 330, latDeg: 30 })).toBeNull();
    expect(worldOf(sky('SIN')).toSky({ x: 5830, y: 40 })).toBeNull();
    expect(worldOf(sky('CAR')).toSky({ x: 50, y: 9100 })).toBeNull();
  });

  it('take units of arcseconds, and the shift of an axis that is not of the sky', () => {
    const lines = sky('SIN', card('CUNIT1', 'arcsec'), card('CUNIT2', 'arcsec'));
    expect(worldOf(lines).pixelDeg).toBeCloseTo(0.01 / 3600, 15);
    const shifted = worldOf(
      imageLines(
        [100, 80, 1],
        [...sky('SIN').slice(5), card('PC1_3', 10), card('CTYPE3', 'FREQ'), card('CRPIX3', 0)],
      ),
    );
    expect(shifted.toPixel({ lonDeg: 150, latDeg: -30 })!.x).toBeCloseTo(40, 9);
  });

  it.each([
    ['GLON', 'GLAT', [], 'GALACTIC'],
    ['ELON', 'ELAT', [], 'ECLIPTIC'],
    ['RA--', 'DEC-', [], 'ICRS'],
    ['RA--', 'DEC-', [card('RADESYS', 'FK5')], 'FK5'],
    ['RA--', 'DEC-', [card('EQUINOX', 2000)], 'FK5'],
    ['RA--', 'DEC-', [card('EPOCH', 1950)], 'FK4'],
  ])('of %s and %s with %j have a frame', (lon, lat, more, frame) => {
    const types = [card('CTYPE1', `${lon}-SIN`), card('CTYPE2', `${lat}-SIN`)];
    expect(worldOf(imageLines([9, 9], [...types, ...more])).frame).toBe(frame);
  });

  it.each([
    ['an unknown projection, by its name', sky('HPX'), 'projection HPX, which is not known'],
    ['a distortion', sky('TAN-SIP'), 'RA---TAN-SIP and DEC--TAN-SIP name no projection'],
    ['pixels without a size', sky('SIN', card('CD1_1', 1)).with(9, ''), 'have no size'],
    ['a reference point of its own', sky('SIN', card('PV1_1', 45)), '(PV1_1)'],
    ['a unit that is no angle', sky('SIN', card('CUNIT1', 'Hz')), 'CUNIT1 is "Hz"'],
    ['text for a number', sky('SIN', card('LONPOLE', 'north')), 'LONPOLE is "north"'],
    ['a pole that can not be', sky('CAR', card('LONPOLE', 0)), 'no native pole exists'],
    ['NCP at the equator', sky('NCP').with(8, card('CRVAL2', 0)), 'NCP at declination 0'],
  ])('refuse %s', (_, lines, words) => {
    expect(() => worldOf(lines)).toThrow(words);
  });
});
