import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePath } from '#shared/survey/path-grammar.ts';
import { pathsOf } from './catalogue.ts';
import { catalogueOfPaths, createCatalogue } from './create-catalogue.ts';
import { parseSearch, type SearchTerm } from './search-terms.ts';
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

/** Whether a file matches, by its own path. */
function matches(path: string, term: SearchTerm): boolean {
  const product = parsePath(path);
  switch (term.kind) {
    case 'text':
      return [path, product.field ?? ''].some((text) => text.toLowerCase().includes(term.text));
    case 'stokes':
      return product.stokes === term.stokes;
    case 'epoch':
      return product.epoch === term.epoch;
    case 'product':
      return product.kind === term.product;
    case 'region':
      return product.region === term.region;
    default:
      throw new RangeError(`No query below has a ${term.kind}`);
  }
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

  it('takes a letter and the words Stokes, epoch, field, SBID and product for what they mean', () => {
    expect(find('0037 V')).toEqual([PATHS[2]]);
    expect(find('v')).toEqual([PATHS[2]]);
    expect(find('stokes i')).toEqual([PATHS[0], PATHS[1]]);
    expect(find('Stokes: V')).toEqual([PATHS[2]]);
    expect(find('epoch 1 image')).toEqual([PATHS[0], PATHS[2]]);
    expect(find('EPOCH01 combined')).toEqual([PATHS[0]]);
    expect(find('qc field 0012')).toEqual([PATHS[1]]);
    expect(find('sbid 9667 tiles image')).toEqual([PATHS[2]]);
  });

  it('takes what has no such meaning as text', () => {
    expect(find('stokes')).toEqual([PATHS[0], PATHS[2]]);
    expect(find('stokes x')).toEqual([]);
    expect(find('epoch 99')).toEqual([]);
    expect(find('field restored')).toEqual([]);
    expect(find('constructor x')).toEqual([]);
    expect(find('1212-06')).toEqual([]);
  });

  it('finds what was observed on a day, in a month, and over midnight', () => {
    const tile = (sbid: number) =>
      `/EPOCH01/TILES/STOKESI_IMAGES/image.i.SB${sbid}.cont.VAST_0943+00A.linmos.taylor.0.restored.fits`;
    const combined = '/EPOCH01/COMBINED/STOKESI_IMAGES/VAST_0943+00A.EPOCH01.I.fits';
    const table = '/EPOCH01/VAST_epoch1.csv';
    const other = '/EPOCH02/COMBINED/STOKESI_IMAGES/VAST_0943+00A.EPOCH02.I.fits';
    const paths = [combined, tile(9668), tile(9999), table, other];
    const catalogue = catalogueOfPaths(paths);
    const on = (date: string) => [...pathsOf(catalogue, createSearch(catalogue)(date))];
    expect(on('2019-08-27')).toEqual([combined, tile(9668)]);
    expect(on('2019-08-28')).toEqual([combined, tile(9668)]);
    expect(on('2019-08')).toEqual([combined, tile(9668)]);
    expect(on('2019-10')).toEqual([other]);
    expect(on('2019-08-26')).toEqual([]);
  });

  it('finds everything with nothing, and nothing with what is nowhere', () => {
    expect(find('  ')).toHaveLength(PATHS.length);
    expect(find('vast_0012 nowhere')).toEqual([]);
  });

  it('finds what a look at each path would', () => {
    const queries = fc.oneof(
      fc.constantFrom('vast', 'SB', '/', 'epoch0', 'xml', 'a', 'QC/', 'STOKESI_', '.', '1.i'),
      fc.constantFrom('v', 'stokes i', 'epoch 2', 'EPOCH01', 'images', 'qc', 'tiles', 'stokes'),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
      fc.constantFrom('s/v', 'components.txt', 'epoch01/tiles', '+00a', '  combined  rms '),
    );
    fc.assert(
      fc.property(listings, fc.array(queries, { maxLength: 2 }), (files, parts) => {
        const query = parts.join(' ');
        const terms = parseSearch(query);
        const wanted = files
          .map(({ path }) => path)
          .filter((path) => terms.every((term) => matches(path, term)));
        const catalogue = createCatalogue(files);
        expect([...pathsOf(catalogue, createSearch(catalogue)(query))].toSorted()).toEqual(
          wanted.toSorted(),
        );
      }),
      { numRuns: 500 },
    );
  });
});
