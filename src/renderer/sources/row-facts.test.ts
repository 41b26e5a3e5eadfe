import { describe, expect, it } from 'vitest';
import { bitsetWhere } from '#shared/catalogue/bitset.ts';
import { pathAt } from '#shared/catalogue/catalogue.ts';
import { createCatalogue } from '#shared/catalogue/create-catalogue.ts';
import { createTileFinder } from '#shared/sources/tile-finder.ts';
import { pairsOnDisk } from './pairs-on-disk.ts';
import { factsOfRow } from './row-facts.ts';

const IMAGES = 'COMBINED/STOKESI_IMAGES';
const PATHS = [
  `/EPOCH01/${IMAGES}/VAST_2118-06A.EPOCH01.I.fits`,
  `/EPOCH01/${IMAGES}/VAST_2118-06A.EPOCH01.I_rms.fits`,
  `/EPOCH02/${IMAGES}/VAST_2118-06A.EPOCH02.I.fits`,
  `/EPOCH02/${IMAGES}/VAST_0918+00A.EPOCH02.I.fits`,
  `/LEGACY/EPOCH01_v0.2/${IMAGES}/VAST_2118-06A.EPOCH01.I.fits`,
];
const catalogue = createCatalogue(
  PATHS.map((path) => ({ path, size: 1, rev: null, contentHash: null })),
);
const isOnDisk = (path: string): boolean => path === PATHS[0] || path === PATHS[3];
const pairs = pairsOnDisk({
  catalogue,
  onDisk: bitsetWhere(PATHS.length, (row) => isOnDisk(pathAt(catalogue, row))),
});
const finder = createTileFinder();

describe('Files of a field in an epoch', () => {
  it('are counted with those on disk, without older releases', () => {
    expect(pairs('VAST_2118-06A', '01')).toEqual({ files: 2, onDisk: 1 });
    expect(pairs('VAST_2118-06A', '02')).toEqual({ files: 1, onDisk: 0 });
    expect(pairs('VAST_0918+00A', '02')).toEqual({ files: 1, onDisk: 1 });
    expect(pairs('VAST_0918+00A', '01')).toEqual({ files: 0, onDisk: 0 });
    expect(pairsOnDisk(null)('VAST_2118-06A', '01')).toEqual({ files: 0, onDisk: 0 });
  });
});

describe('The row of a source', () => {
  it('shows its field, its epochs in order, and what of them is on disk', () => {
    const facts = factsOfRow(finder, { raDeg: 322.4375, decDeg: -4.485 }, pairs);
    expect(facts).toMatchObject({
      fields: 'VAST_2118-06A',
      epochs: '01 02 03x 05x 06x 08 09',
      onDisk: { files: 3, onDisk: 1 },
      lacking: '',
    });
    expect(facts.dates).toMatch(/^27 Aug 2019 – .* 2020$/);
    expect(facts.sbids.split(' ')).toHaveLength(facts.tiles.length);
    expect(facts.separationDeg).toBeCloseTo(0.28, 1);
  });

  it('outside of the survey names the nearest field and its distance', () => {
    const facts = factsOfRow(finder, { raDeg: 100, decDeg: 80 }, pairs);
    expect(facts).toMatchObject({ fields: '', epochs: '', separationDeg: null });
    expect(facts.lacking).toMatch(/^Outside: nearest is VAST_0918\+00A, 79\.\d\d° from a beam$/);
  });
});
