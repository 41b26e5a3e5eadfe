import { expect, test } from 'vitest';
import { bitsetWhere } from '#shared/catalogue/bitset.ts';
import { pathAt } from '#shared/catalogue/catalogue.ts';
import { catalogueOfPaths } from '#shared/catalogue/create-catalogue.ts';
import { catalogueOfImage } from './catalogue-of-image.ts';

const ROOT = '/EPOCH01/COMBINED';
const FIELD = 'VAST_0918+00A.EPOCH01';
const I = `${ROOT}/STOKESI_SELAVY/${FIELD}.I.selavy.components.txt`;
const V = `${ROOT}/STOKESV_SELAVY/${FIELD}.V.selavy.components.xml`;
const PATHS = [
  `${ROOT}/STOKESV_SELAVY/n${FIELD}.V.selavy.components.xml`,
  `${ROOT}/STOKESI_SELAVY/VAST_0943+00A.EPOCH01.I.selavy.components.txt`,
  `${ROOT}/STOKESI_SELAVY/${FIELD}.I.selavy.islands.txt`,
  I,
  V,
];
const imageOf = (stokes: string): string =>
  `${ROOT}/STOKES${stokes}_IMAGES/${FIELD}.${stokes}.fits`;

test('the catalogue of an image is that of its field, epoch and Stokes, of positive sources, on this disk', () => {
  const catalogue = catalogueOfPaths(PATHS);
  const all = { catalogue, onDisk: bitsetWhere(PATHS.length, () => true) };
  expect(catalogueOfImage(all, imageOf('I'))).toBe(I);
  expect(catalogueOfImage(all, imageOf('V'))).toBe(V);
  expect(catalogueOfImage(all, `${ROOT}/STOKESI_RMSMAPS/${FIELD}.I_rms.fits`)).toBe(I);
  expect(catalogueOfImage(all, imageOf('Q'))).toBeNull();
  expect(catalogueOfImage(all, imageOf('I').replaceAll('EPOCH01', 'EPOCH02'))).toBeNull();
  const none = bitsetWhere(PATHS.length, (row) => pathAt(catalogue, row) !== I);
  expect(catalogueOfImage({ catalogue, onDisk: none }, imageOf('I'))).toBeNull();
});
