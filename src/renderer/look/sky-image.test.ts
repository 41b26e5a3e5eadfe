import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { imageFile, SKY_LINES } from '#shared/fits/testing/image-file.ts';
import { card } from '#shared/fits/testing/make-header.ts';
import { headerWords } from './header-words.ts';
import { compassOf, gridOf } from './sky-grid.ts';
import { linkedPixel, skyImageOf } from './sky-image.ts';
import { toImage } from './viewport.ts';

const SAMPLE = new URL('../../../../shared/samples/casa-image.fits', import.meta.url);
const SIZE = { width: 900, height: 700 };

function imageOf(bytes: Uint8Array) {
  const header = Uint8Array.from(bytes);
  return skyImageOf({ fileBytes: bytes.length, header, headerOffset: 0 });
}

const image = imageOf(readFileSync(SAMPLE));
const frame = {
  view: { x: image.width / 2, y: image.height / 2, scale: 3 },
  size: SIZE,
};

describe('an image of the sky', () => {
  it('has its positions, unit and beam from the header', () => {
    expect([image.width, image.height, image.unit]).toEqual([256, 256, 'Jy/beam']);
    const at = image.sky!.toSky({ x: 100, y: 50 })!;
    const back = image.sky!.toPixel(at)!;
    expect(back.x).toBeCloseTo(100, 6);
    expect(back.y).toBeCloseTo(50, 6);
    expect(image.beam!.majorDeg).toBeGreaterThanOrEqual(image.beam!.minorDeg);
  });

  it('is shown without coordinates where its projection is not known', () => {
    const lines = SKY_LINES.map((line) => line.replace('-SIN', '-AIT'));
    const { sky, skyProblem } = imageOf(imageFile([20, 10], lines));
    expect(sky).toBeNull();
    expect(skyProblem).toContain('AIT');
  });

  it('has positions of ICRS where its own are galactic', () => {
    const lines = SKY_LINES.map((line) => line.replace('RA---', 'GLON-').replace('DEC--', 'GLAT-'));
    const { sky } = imageOf(imageFile([20, 10], lines));
    expect(sky!.frame).toBe('ICRS');
    const at = sky!.toSky({ x: 3, y: 4 })!;
    // l = 150, b = -30 lies in Perseus.
    expect(at.raDeg).toBeGreaterThan(30);
    expect(at.raDeg).toBeLessThan(60);
    expect(sky!.toPixel(at)!.x).toBeCloseTo(3, 6);
  });

  it('links pixels of the same sky', () => {
    const one = imageOf(imageFile([40, 40]));
    const moved = SKY_LINES.map((line) => line.replace('7.25', '9.75'));
    const other = imageOf(imageFile([40, 40], moved));
    const pixel = linkedPixel(one, other, { x: 10, y: 12 })!;
    expect(pixel.x).toBeCloseTo(12.5, 6);
    expect(pixel.y).toBeCloseTo(12, 6);
  });
});

describe('the grid over an image', () => {
  it('has lines of both kinds, whose points lie where their labels say', () => {
    const lines = gridOf(frame, image.sky!);
    for (const of of ['ra', 'dec'] as const) {
      const some = lines.filter((line) => line.of === of);
      expect(some.length).toBeGreaterThan(1);
      expect(new Set(some.map(({ label }) => label)).size).toBe(some.length);
      for (const { points } of some) {
        const along = points.flatMap((point) =>
          point === null ? [] : (image.sky!.toSky(toImage(frame, point)) ?? []),
        );
        const values = along.map(({ raDeg, decDeg }) => (of === 'ra' ? raDeg : decDeg));
        expect(Math.max(...values) - Math.min(...values)).toBeLessThan(1e-9);
      }
    }
  });

  it('points north and east as the header turns the sky', () => {
    const { north, east } = compassOf(frame, image.sky!)!;
    expect(north.y).toBeCloseTo(-1, 3);
    expect(east.x).toBeCloseTo(-1, 3);
    const turned = imageOf(imageFile([20, 20], [...SKY_LINES, card('CROTA2', 90)]));
    const compass = compassOf({ view: { x: 10, y: 10, scale: 1 }, size: SIZE }, turned.sky!)!;
    expect(Math.abs(compass.north.x)).toBeCloseTo(1, 3);
  });
});

describe('a header', () => {
  it('in words has what people ask of it', () => {
    const facts = new Map(headerWords(image).map(({ name, words }) => [name, words]));
    expect(facts.get('Size')).toBe('256 × 256 pixels');
    expect(facts.get('Unit')).toBe('Jy/beam');
    expect(facts.get('Projection')).toBe('SIN');
    expect(facts.get('Stored as')).toBe('floating point, 32 bits');
    expect(facts.get('Beam')).toMatch(/^[\d.]+″ × [\d.]+″, -?[\d.]+°$/);
  });
});
