import { describe, expect, it } from 'vitest';
import { parseHeader } from './header.ts';
import { describeImage } from './image.ts';
import { choosePlane, stokesOf } from './plane.ts';
import { card, imageLines, makeHeader } from './testing/make-header.ts';

const image = (
  lengths: readonly number[],
  types: readonly string[],
  more: string[] = [],
  bitpix = -32,
) =>
  describeImage(
    parseHeader(
      makeHeader(
        imageLines(
          lengths,
          [...types.map((type, i) => card(`CTYPE${i + 1}`, type)), ...more],
          bitpix,
        ),
      ),
    )!,
  );

const SKY = ['RA---SIN', 'DEC--SIN'];
const STOKES = [card('CRVAL3', 1), card('CRPIX3', 1), card('CDELT3', 1)];

describe('The geometry of an image', () => {
  it('has the axes of the sky in their order of storage', () => {
    expect(image([7, 5], SKY)).toMatchObject({
      x: { number: 1, length: 7, strideBytes: 4 },
      y: { number: 2, length: 5, strideBytes: 28 },
      isLongitudeFirst: true,
    });
    const turned = image([2, 7, 5], ['FREQ', 'GLAT-CAR', 'GLON-CAR'], [], -64);
    expect(turned).toMatchObject({
      x: { number: 2, strideBytes: 16 },
      y: { number: 3, strideBytes: 112 },
      isLongitudeFirst: false,
    });
  });

  it('has scale and BLANK of integers, and no BLANK of floats', () => {
    const cards = [card('BSCALE', 0.5), card('BZERO', 32768), card('BLANK', -1)];
    expect(image([7, 5], SKY, cards, 16)).toMatchObject({ bscale: 0.5, bzero: 32768, blank: -1 });
    expect(image([7, 5], SKY, cards).blank).toBeNull();
  });

  it('is refused without two axes of the sky, by what there is', () => {
    expect(() => image([7, 5], ['FREQ', ''])).toThrow('but FREQ, axis 2');
  });
});

describe('The choice of a plane', () => {
  const cube = image([7, 5, 4], [...SKY, 'STOKES'], STOKES);

  it('takes axes of length 1 as they are', () => {
    expect(choosePlane(image([7, 5, 1, 1], [...SKY, 'FREQ', 'STOKES'])).offset).toBe(2880);
  });

  it('finds Stokes parameters by their codes', () => {
    expect(choosePlane(cube, { stokes: 'V' })).toMatchObject({
      pixels: [0, 0, 3],
      offset: 2880 + 3 * 140,
    });
    expect(() => choosePlane(cube, { stokes: 'XX' })).toThrow('no Stokes XX');
    expect(() =>
      choosePlane(image([7, 5, 1], [...SKY, 'STOKES'], STOKES), { stokes: 'V' }),
    ).toThrow('no Stokes V');
  });

  it('finds the nearest frequency', () => {
    const more = [card('CRVAL3', 8e8), card('CRPIX3', 1), card('CDELT3', 1e8)];
    const frequencies = image([7, 5, 3], [...SKY, 'FREQ'], more);
    const at = (frequencyHz: number) => choosePlane(frequencies, { frequencyHz }).pixels[2];
    expect([7e8, 8.4e8, 8.6e8, 2e9].map(at)).toEqual([0, 0, 1, 2]);
  });

  it('is asked for where an axis leaves it open', () => {
    expect(() => choosePlane(cube)).toThrow('4 planes along axis 3 (STOKES)');
  });

  it('has the Stokes parameter of its pixel', () => {
    const ofPixel = (stokes: string) => stokesOf(choosePlane(cube, { stokes }));
    expect(['I', 'Q', 'U', 'V'].map(ofPixel)).toEqual(['I', 'Q', 'U', 'V']);
    const one = (...more: string[]) =>
      stokesOf(choosePlane(image([7, 5, 1], [...SKY, 'STOKES'], more)));
    expect(one(card('CRVAL3', 4), card('CRPIX3', 1))).toBe('V');
    expect(one(card('CRVAL3', -5), card('CRPIX3', 1), card('CDELT3', -1))).toBe('XX');
    expect(one(card('CRVAL3', 40), card('CRPIX3', 1))).toBeNull();
    expect(stokesOf(choosePlane(image([7, 5], SKY)))).toBeNull();
    expect(() => one(card('CRVAL3', 'four'))).toThrow('CRVAL3');
  });
});
