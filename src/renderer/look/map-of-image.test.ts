import { describe, expect, it } from 'vitest';
import { mapOfImage } from './map-of-image.ts';

const pathOf = (stokes: string, kind: 'IMAGES' | 'RMSMAPS', name: string): string =>
  `/EPOCH01/COMBINED/STOKES${stokes}_${kind}/VAST_0918+00A.EPOCH01.${stokes}${name}.fits`;

describe('the colour map of an image', () => {
  it.each([
    ['I', 'grey'],
    ['Q', 'diverging'],
    ['U', 'diverging'],
    ['V', 'diverging'],
    ['RR', 'grey'],
  ])('follows from Stokes %s of its header', (stokes, map) => {
    expect(mapOfImage('/any.fits', { stokes })).toBe(map);
    // The header counts.
    expect(mapOfImage(pathOf(stokes === 'I' ? 'V' : 'I', 'IMAGES', ''), { stokes })).toBe(map);
  });

  it('follows from its name where the header has no Stokes axis, or is not read yet', () => {
    for (const image of [null, { stokes: null }]) {
      expect(mapOfImage(pathOf('V', 'IMAGES', ''), image)).toBe('diverging');
      expect(mapOfImage(pathOf('I', 'IMAGES', ''), image)).toBe('grey');
      expect(mapOfImage('/notes.fits', image)).toBe('grey');
    }
  });

  it('is grey for noise, which has one sign', () => {
    expect(mapOfImage(pathOf('V', 'RMSMAPS', '_rms'), { stokes: 'V' })).toBe('grey');
  });
});
