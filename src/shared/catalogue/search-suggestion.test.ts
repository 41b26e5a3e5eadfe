import { describe, expect, it } from 'vitest';
import { catalogueOfPaths } from './create-catalogue.ts';
import { suggestSearch } from './search-suggestion.ts';
import { createSearch } from './search.ts';

const catalogue = catalogueOfPaths([
  '/EPOCH01/COMBINED/STOKESI_IMAGES/VAST_0012+00A.EPOCH01.I.fits',
  '/EPOCH02/TILES/STOKESV_IMAGES/image.v.SB10342.cont.VAST_0530-68A.linmos.taylor.0.restored.fits',
]);

const suggest = (query: string) => suggestSearch(catalogue, createSearch(catalogue), query);

describe('what a search that finds nothing may have meant', () => {
  it.each([
    ['0530-86A', '0530-68A'],
    ['vast_0012+00B v', 'VAST_0012+00A v'],
    ['field 0531 rms', 'field 0530 rms'],
    ['imges', 'images'],
    ['epoc02', 'EPOCH02'],
    ['sb10324', 'SB10342'],
    ['2019-08-26', '2019-08-27'],
  ])('%s: %s', (query, meant) => {
    expect(suggest(query)).toBe(meant);
  });

  it.each(['', 'nothing has this name', '0012 v', '2020-13-45'])('“%s”: nothing', (query) => {
    expect(suggest(query)).toBeNull();
  });
});
