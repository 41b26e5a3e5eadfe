import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_FILTER, type Filter, TRAIT_FACETS } from '#shared/catalogue/filter.ts';
import { picksOf, togglePick, WITH_LEGACY } from './facet-picks.ts';

const ALL = {
  epoch: ['01', '02', '03x'],
  stokes: ['I', 'Q', 'U', 'V'],
  region: ['combined', 'tiles'],
  kind: ['image', 'rms', 'qc'],
  extension: ['fits', 'txt', 'xml'],
  release: ['v0.2', 'v0.6'],
} as const;

describe('togglePick', () => {
  it('filters to the first value, adds further ones, and stops filtering after the last', () => {
    for (const facet of ['epoch', 'stokes', 'kind', 'extension'] as const) {
      const [first, second] = ALL[facet];
      const one = togglePick(DEFAULT_FILTER, facet, first, ALL[facet]);
      expect(picksOf(one, facet, ALL[facet])).toEqual(new Set([first]));
      const two = togglePick(one, facet, second, ALL[facet]);
      expect(picksOf(two, facet, ALL[facet])).toEqual(new Set([first, second]));
      const back = togglePick(togglePick(two, facet, first, ALL[facet]), facet, second, ALL[facet]);
      expect(picksOf(back, facet, ALL[facet])).toBeNull();
    }
  });

  it('allows one region and one release at a time', () => {
    const combined = togglePick(DEFAULT_FILTER, 'region', 'combined', ALL.region);
    expect(togglePick(combined, 'region', 'tiles', ALL.region).region).toBe('tiles');
    expect(togglePick(combined, 'region', 'combined', ALL.region).region).toBeNull();
    const release = togglePick(DEFAULT_FILTER, 'release', 'v0.6', ALL.release);
    expect(release.legacy).toEqual({ version: 'v0.6' });
    expect(togglePick(release, 'release', 'v0.6', ALL.release).legacy).toBe('without');
  });

  it('can show all releases together with the current files', () => {
    const all = [WITH_LEGACY, ...ALL.release];
    const along = togglePick(DEFAULT_FILTER, 'release', WITH_LEGACY, all);
    expect(along.legacy).toBe('with');
    expect(picksOf(along, 'release', all)).toEqual(new Set([WITH_LEGACY]));
    expect(togglePick(along, 'release', 'v0.2', all).legacy).toEqual({ version: 'v0.2' });
    expect(togglePick(along, 'release', WITH_LEGACY, all).legacy).toBe('without');
  });

  it('never leaves a filter that no file can match', () => {
    const steps = fc.array(
      fc
        .constantFrom(...TRAIT_FACETS)
        .chain((facet) => fc.constantFrom(...ALL[facet]).map((value) => ({ facet, value }))),
    );
    fc.assert(
      fc.property(steps, (clicks) => {
        let filter: Filter = DEFAULT_FILTER;
        for (const { facet, value } of clicks)
          filter = togglePick(filter, facet, value, ALL[facet]);
        expect(filter.epochs).not.toEqual([]);
        expect(filter.stokes).not.toEqual([]);
        expect(filter.withoutKinds.length).toBeLessThan(ALL.kind.length);
        expect(filter.withoutExtensions.length).toBeLessThan(ALL.extension.length);
      }),
    );
  });
});
