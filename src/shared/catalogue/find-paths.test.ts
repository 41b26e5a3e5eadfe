import { describe, expect, it } from 'vitest';
import { pathAt } from './catalogue.ts';
import { catalogueOfPaths } from './create-catalogue.ts';
import { findPaths, warnOfSpelling } from './find-paths.ts';

const LISTED = ['/EPOCH01/A.fits', '/EPOCH01/a.fits', '/EPOCH02/TILES/B.fits', '/README.md'];

function find(...paths: string[]) {
  const catalogue = catalogueOfPaths(LISTED);
  const { rows, ...rest } = findPaths(catalogue, paths);
  return { ...rest, listed: rows.map((row) => pathAt(catalogue, row)) };
}

describe('paths in a catalogue', () => {
  it('are found in any capitals, and the listing spells them', () => {
    expect(find('/epoch02/Tiles/b.FITS', '/readme.md')).toEqual({
      listed: ['/EPOCH02/TILES/B.fits', '/README.md'],
      respelled: [
        { typed: '/epoch02/Tiles/b.FITS', listed: '/EPOCH02/TILES/B.fits' },
        { typed: '/readme.md', listed: '/README.md' },
      ],
      missing: [],
    });
  });

  it('are those with exactly the typed name, if there are such', () => {
    expect(find('/EPOCH01/a.fits', '/EPOCH01/A.fits')).toEqual({
      listed: ['/EPOCH01/a.fits', '/EPOCH01/A.fits'],
      respelled: [],
      missing: [],
    });
    expect(find('/epoch01/a.fits').listed).toEqual(['/EPOCH01/A.fits']);
  });

  it('are missing in the spelling of the question', () => {
    expect(find('/Epoch02/B.fits', '/EPOCH02/TILES/B.fits')).toEqual({
      listed: ['/EPOCH02/TILES/B.fits'],
      respelled: [],
      missing: ['/Epoch02/B.fits'],
    });
  });
});

describe('the note on capitals', () => {
  const one = { typed: '/a.FITS', listed: '/A.fits' };

  it('names the file, or the first of several', () => {
    expect(warnOfSpelling([])).toEqual([]);
    expect(warnOfSpelling([one])).toEqual([
      '/a.FITS is /A.fits in the shared folder; the file keeps that name.',
    ]);
    expect(warnOfSpelling([one, one])).toEqual([
      "2 paths have other capitals in the shared folder; the files keep the folder's names. The first is /a.FITS, there /A.fits.",
    ]);
  });
});
