import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePath } from '#shared/survey/path-grammar.ts';
import { pathsOf } from './catalogue.ts';
import { catalogueOfPaths, createCatalogue } from './create-catalogue.ts';
import { createSearch } from './search.ts';
import { listings } from './testing/arbitraries.ts';

const PATHS = [
  '/EPOCH01/COMBINED/STOKESI_IMAGES/VAST_0012+00A.EPOCH01.I.fits',
  '/EPOCH01/QC/TILES_QC/SB9667_0012+00A/0012+00A-image.png',
  '/EPOCH01/TILES/STOKESV_IMAGES/image.v.SB9667.cont.VAST_0037+00A.linmos.taylor.0.restored.fits',
  '/README.md',
  '/Z/İstanbul.txt',
  '/Ünïcode/later.txt',
];

function find(query: string): string[] {
  const catalogue = catalogueOfPaths(PATHS);
  return [...pathsOf(catalogue, createSearch(catalogue)(query))];
}

describe('a search', () => {
  it('finds a field even if the path omits its prefix', () => {
    expect(find('vast_0012')).toEqual([PATHS[0], PATHS[1]]);
  });

  it('finds an SBID in folders and names', () => {
    expect(find('sb9667')).toEqual([PATHS[1], PATHS[2]]);
    expect(find('9667 0012')).toEqual([PATHS[1]]);
  });

  it('finds words across the end of a folder', () => {
    expect(find('images/vast_0012')).toEqual([PATHS[0]]);
    expect(find('/README')).toEqual([PATHS[3]]);
    expect(find('tiles/')).toEqual([PATHS[2]]);
    expect(find('tiles_qc/')).toEqual([PATHS[1]]);
  });

  it('is not put off by letters that grow in lower case', () => {
    expect(find('later')).toEqual([PATHS[5]]);
    expect(find('ünïcode/later')).toEqual([PATHS[5]]);
    expect(find('nïcode/l')).toEqual([PATHS[5]]);
    expect(find('stanbul')).toEqual([PATHS[4]]);
  });

  it('finds everything with nothing, and nothing with what is nowhere', () => {
    expect(find('  ')).toHaveLength(PATHS.length);
    expect(find('vast_0012 nowhere')).toEqual([]);
  });

  it('finds what a look at each path would', () => {
    const queries = fc.oneof(
      fc.constantFrom('vast', 'SB', '/', 'epoch0', 'xml', 'a', 'QC/', 'STOKESI_', '.', '1.i'),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
      fc.constantFrom('s/v', 'components.txt', 'epoch01/tiles', '+00a', '  combined  rms '),
    );
    fc.assert(
      fc.property(listings, fc.array(queries, { maxLength: 2 }), (files, parts) => {
        const query = parts.join(' ');
        const words = query
          .toLowerCase()
          .split(/\s+/)
          .filter((word) => word !== '');
        const wanted = files
          .map(({ path }) => path)
          .filter((path) => {
            const field = parsePath(path).field ?? '';
            return words.every((word) =>
              [path, field].some((text) => text.toLowerCase().includes(word)),
            );
          });
        const catalogue = createCatalogue(files);
        expect([...pathsOf(catalogue, createSearch(catalogue)(query))].toSorted()).toEqual(
          wanted.toSorted(),
        );
      }),
      { numRuns: 500 },
    );
  });
});
