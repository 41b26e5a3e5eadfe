import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EPOCHS } from '#shared/survey/epochs.ts';
import { FIELDS } from '#shared/survey/fields.ts';
import { builtinListing } from '#shared/survey/listing.ts';
import { parsePath } from '#shared/survey/path-grammar.ts';
import type { Product } from '#shared/survey/product.ts';
import { applyFilter } from './apply-filter.ts';
import { countBits } from './bitset.ts';
import { pathsOf } from './catalogue.ts';
import { catalogueOfPaths, createCatalogue } from './create-catalogue.ts';
import { countFacets } from './facets.ts';
import { DEFAULT_FILTER, type Filter } from './filter.ts';
import { listings } from './testing/arbitraries.ts';

const builtin = catalogueOfPaths(builtinListing());

const filters = fc.record({
  epochs: fc.option(fc.subarray([...EPOCHS], { minLength: 1 })),
  fields: fc.option(
    fc.subarray(
      FIELDS.map(({ name }) => name),
      { minLength: 1 },
    ),
  ),
  fieldEpochs: fc.option(
    fc.array(
      fc.record({
        field: fc.constantFrom(...FIELDS.map(({ name }) => name)),
        epochs: fc.subarray([...EPOCHS]),
      }),
      { maxLength: 20 },
    ),
  ),
  stokes: fc.option(fc.subarray(['I', 'Q', 'U', 'V'] as const, { minLength: 1 })),
  region: fc.constantFrom<Filter['region']>(null, 'combined', 'tiles'),
  withoutKinds: fc.subarray(['image', 'rms', 'background', 'components', 'islands', 'qc'] as const),
  withoutExtensions: fc.subarray(['xml', 'txt']),
  legacy: fc.constantFrom<Filter['legacy']>(
    'without',
    'with',
    { version: 'v0.6' },
    { version: 'v0.2' },
  ),
});

/** The rule in so many words, for one file. */
function isWanted(filter: Filter, product: Product): boolean {
  if (filter.epochs && (product.epoch === null || !filter.epochs.includes(product.epoch)))
    return false;
  if (filter.fields && (product.field === null || !filter.fields.includes(product.field)))
    return false;
  if (
    filter.fieldEpochs &&
    !filter.fieldEpochs.some(
      ({ field, epochs }) =>
        field === product.field && product.epoch !== null && epochs.includes(product.epoch),
    )
  )
    return false;
  if (filter.stokes && (product.stokes === null || !filter.stokes.includes(product.stokes)))
    return false;
  if (filter.region && product.region !== filter.region) return false;
  if (filter.withoutKinds.includes(product.kind)) return false;
  if (filter.withoutExtensions.includes(product.extension)) return false;
  if (filter.legacy === 'with') return true;
  if (filter.legacy === 'without') return !product.legacy;
  return product.legacyVersion === filter.legacy.version;
}

describe('applying a filter', () => {
  it('chooses the files that meet each demand', () => {
    fc.assert(
      fc.property(listings, filters, (files, filter) => {
        const catalogue = createCatalogue(files);
        const wanted = files
          .map(({ path }) => path)
          .filter((path) => isWanted(filter, parsePath(path)));
        expect([...pathsOf(catalogue, applyFilter(catalogue, filter))].toSorted()).toEqual(
          wanted.toSorted(),
        );
      }),
    );
  });

  it('on the built-in listing, without demands, chooses everything', () => {
    expect(countBits(applyFilter(builtin, DEFAULT_FILTER))).toBe(42_165);
  });

  it('keeps an epoch’s table with its epoch, and drops it and the README with a Stokes', () => {
    const epoch = [
      ...pathsOf(builtin, applyFilter(builtin, { ...DEFAULT_FILTER, epochs: ['01'] })),
    ];
    expect(epoch).toContain('/EPOCH01/VAST_epoch1.csv');
    expect(epoch).not.toContain('/README.md');
    const stokes = [
      ...pathsOf(builtin, applyFilter(builtin, { ...DEFAULT_FILTER, stokes: ['I'] })),
    ];
    expect(stokes.filter((path) => !path.includes('EPOCH') || path.endsWith('.csv'))).toEqual([]);
  });

  it('filters QC plots by their field, epoch, region and Stokes I', () => {
    const filter: Filter = {
      ...DEFAULT_FILTER,
      epochs: ['01'],
      fields: ['VAST_0012+00A'],
      region: 'combined',
      withoutKinds: ['image', 'rms', 'background', 'components', 'islands'],
    };
    const plots = [...pathsOf(builtin, applyFilter(builtin, { ...filter, stokes: ['I'] }))];
    expect(plots).toHaveLength(6);
    expect(plots.every((path) => path.startsWith('/EPOCH01/QC/COMBINED_QC/SBXXXX_0012+00A/'))).toBe(
      true,
    );
    expect(countBits(applyFilter(builtin, { ...filter, stokes: ['V'] }))).toBe(0);
  });
});

describe('facets', () => {
  it('count what would remain with that value and the other demands', () => {
    fc.assert(
      fc.property(listings, filters, (files, filter) => {
        const facets = countFacets(createCatalogue(files), filter);
        const products = files.map(({ path }) => parsePath(path));
        for (const { value, files: count } of facets.epoch) {
          const others = { ...filter, epochs: null };
          expect(count).toBe(
            products.filter((p) => isWanted(others, p) && p.epoch === value).length,
          );
        }
        for (const { value, files: count } of facets.field.filter(
          (facet) => facet.value !== null,
        )) {
          const others = { ...filter, fields: null };
          expect(count).toBe(
            products.filter((p) => isWanted(others, p) && p.field === value).length,
          );
        }
        for (const { value, files: count } of facets.kind) {
          const others = { ...filter, withoutKinds: [] };
          expect(count).toBe(
            products.filter((p) => isWanted(others, p) && p.kind === value).length,
          );
        }
      }),
    );
  });

  it('list every value of the built-in listing, in order', () => {
    const facets = countFacets(builtin, { ...DEFAULT_FILTER, epochs: ['01'], stokes: ['V'] });
    expect(facets.epoch.map(({ value }) => value)).toEqual([...EPOCHS, null]);
    expect(facets.epoch.at(-1)).toEqual({ value: null, files: 0 });
    expect(facets.stokes.map(({ value }) => value)).toEqual(['I', 'Q', 'U', 'V', null]);
    expect(facets.stokes.find(({ value }) => value === 'V')?.files).toBe(113 * 12);
    expect(facets.field).toHaveLength(114);
    expect(facets.release).toEqual([{ value: null, files: 113 * 12 }]);
  });
});
