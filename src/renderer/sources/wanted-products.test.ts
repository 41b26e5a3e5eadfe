import { describe, expect, it } from 'vitest';
import { pathsOf } from '#shared/catalogue/catalogue.ts';
import { createCatalogue } from '#shared/catalogue/create-catalogue.ts';
import { filesWanted, KINDS, STOKES, toggled, type WantedProducts } from './wanted-products.ts';

const COMBINED = '/EPOCH01/COMBINED';
const PATHS = [
  `${COMBINED}/STOKESI_IMAGES/VAST_0918+00A.EPOCH01.I.fits`,
  `${COMBINED}/STOKESV_IMAGES/VAST_0918+00A.EPOCH01.V.fits`,
  `${COMBINED}/STOKESI_SELAVY/VAST_0918+00A.EPOCH01.I.selavy.components.txt`,
  `${COMBINED}/STOKESI_IMAGES/VAST_0943+00A.EPOCH01.I.fits`,
  '/EPOCH02/COMBINED/STOKESI_IMAGES/VAST_0918+00A.EPOCH02.I.fits',
];
const catalogue = createCatalogue(
  PATHS.map((path) => ({ path, size: 1, rev: null, contentHash: null })),
);
const wanted = (changes: Partial<WantedProducts>) => [
  ...pathsOf(
    catalogue,
    filesWanted(catalogue, [{ field: 'VAST_0918+00A', epochs: ['01'] }], {
      kinds: ['image'],
      stokes: ['I'],
      regions: ['combined'],
      ...changes,
    }),
  ),
];

describe('The files wanted for a source', () => {
  it('are those of its field in its epochs, of the chosen products', () => {
    expect(wanted({})).toEqual([PATHS[0]]);
    expect(wanted({ stokes: STOKES })).toEqual([PATHS[0], PATHS[1]]);
    expect(new Set(wanted({ kinds: KINDS }))).toEqual(new Set([PATHS[0], PATHS[2]]));
    expect(wanted({ regions: ['combined', 'tiles'] })).toEqual([PATHS[0]]);
  });

  it('are none if no kind, no Stokes or no region is chosen', () => {
    for (const nothing of [{ kinds: [] }, { stokes: [] }, { regions: [] }, { regions: ['tiles'] }])
      expect(wanted(nothing as Partial<WantedProducts>)).toEqual([]);
  });
});

describe('A choice among several', () => {
  it('is added in the order of all, or taken away', () => {
    expect(toggled(STOKES, ['V'], 'I')).toEqual(['I', 'V']);
    expect(toggled(STOKES, ['I', 'V'], 'I')).toEqual(['V']);
  });
});
