import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import { EPOCHS, shortEpoch } from '#shared/survey/epochs.ts';
import { FIELDS } from '#shared/survey/fields.ts';
import { builtinListing } from '#shared/survey/listing.ts';
import { applyFilter } from './apply-filter.ts';
import { andNotBits, countBits } from './bitset.ts';
import { type Catalogue, pathsOf } from './catalogue.ts';
import { catalogueOfPaths } from './create-catalogue.ts';
import { DEFAULT_FILTER } from './filter.ts';
import type { FilterInput } from './filter-input.ts';
import { resolveFilter } from './resolve-filter.ts';

const builtin = catalogueOfPaths(builtinListing());

const withLegacy = catalogueOfPaths([
  ...builtinListing(),
  '/LEGACY/v0.6/EPOCH01/COMBINED/STOKESI_IMAGES/VAST_0012+00A.EPOCH01.I.fits',
  '/LEGACY/EPOCH01_v0.2/COMBINED/STOKESI_IMAGES/VAST_0037+00A.EPOCH01.I.fits',
  '/LEGACY/notes.txt',
]);

function chosen(input: FilterInput, catalogue: Catalogue = builtin): string[] {
  const { filter } = resolveFilter(input, catalogue);
  return [...pathsOf(catalogue, applyFilter(catalogue, filter))];
}

function refusal(input: FilterInput, catalogue: Catalogue = builtin): string {
  try {
    resolveFilter(input, catalogue);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(error.code).toBe('bad-usage');
    return error.message;
  }
  throw new Error('The filter was taken.');
}

describe('what people type', () => {
  it('asks for nothing: then everything but LEGACY is wanted', () => {
    expect(resolveFilter({}, builtin)).toEqual({ filter: DEFAULT_FILTER, warnings: [] });
    expect(chosen({}, withLegacy)).toHaveLength(42_165);
  });

  it('may be spelled in any usual way', () => {
    const { filter, warnings } = resolveFilter(
      {
        epochs: ['1', '02', ' 3x', '04X', '1'],
        fields: ['VAST_0012+00A', '0918+00A', 'vast_2219-43a', '1739\u221225A'],
        stokes: ['i', 'V'],
      },
      builtin,
    );
    expect(filter).toEqual({
      ...DEFAULT_FILTER,
      epochs: ['01', '02', '03x', '04x'],
      fields: ['VAST_0012+00A', 'VAST_0918+00A', 'VAST_2219-43A', 'VAST_1739-25A'],
      stokes: ['I', 'V'],
    });
    expect(warnings).toEqual([]);
  });

  it('is what the manual’s example chooses: two fields, where these epochs saw them', () => {
    const paths = chosen({
      epochs: ['1', '2', '8', '9'],
      fields: ['VAST_0918+00A', 'VAST_1739-25A'],
      region: 'combined',
      stokes: ['I', 'V'],
      skipBkgImages: true,
      skipRmsImages: true,
      skipIslands: true,
      skipXml: true,
      skipQc: true,
    });
    const mosaics = ['01', '02', '08', '09'].map((epoch) => `EPOCH${epoch}/VAST_0918+00A`);
    mosaics.push('EPOCH01/VAST_1739-25A', 'EPOCH02/VAST_1739-25A');
    expect(paths).toHaveLength(mosaics.length * (1 + 1 + 1 + 2));
    const seen = paths.map((path) => path.replace(/COMBINED.*n?(VAST_[^.]*).*/, '$1'));
    expect([...new Set(seen)].toSorted()).toEqual(mosaics.map((mosaic) => `/${mosaic}`).toSorted());
    expect(paths.every((path) => /\/COMBINED\/STOKES[IV]_(IMAGES|SELAVY)\//.test(path))).toBe(true);
    expect(paths.every((path) => /\.fits$|\.components\.txt$/.test(path))).toBe(true);
  });

  it.each<[keyof FilterInput, number]>([
    ['skipXml', 707 * 14 + 709],
    ['skipTxt', 707 * 14 + 709],
    ['skipQc', 707 + 709 + 5 * (555 + 234 + 557 + 235) + 28 * 11 - 14],
    ['skipComponents', 707 * 14 + 709 * 2],
    ['skipIslands', 707 * 14],
    ['skipFieldImages', 707 * 4 + 710 * 4],
    ['skipBkgImages', 707 * 4],
    ['skipRmsImages', 707 * 4],
    ['skipAllImages', 707 * 12 + 710 * 4],
  ])('%s leaves out %i files', (flag, count) => {
    expect(chosen({ [flag]: true })).toHaveLength(42_165 - count);
    expect(chosen({ [flag]: false })).toHaveLength(42_165);
  });

  it('combined only and tiles only divide all that has a region', () => {
    const none = builtinListing().length - chosen({ region: 'combined' }).length;
    expect(none - chosen({ region: 'tiles' }).length).toBe(1 + 11);
  });
});

describe('a value that this listing doesn’t have', () => {
  it('is an error that names the closest, if it is the only one', () => {
    expect(refusal({ epochs: ['4'] })).toBe(
      'There is no epoch "4"; did you mean 4x? ' +
        'This listing has epochs 1, 2, 3x, 4x, 5x, 6x, 7x, 8, 9, 10x, 11x.',
    );
    expect(refusal({ fields: ['VAST_0918+01A'] })).toContain('did you mean VAST_0918+00A?');
    expect(refusal({ fields: ['0918'] })).toContain('VAST_0918+00A');
    expect(refusal({ stokes: ['X'] })).toContain('This listing has Stokes parameters I, Q, U, V.');
  });

  it('and is like none of its values gets no suggestion, but what there is', () => {
    expect(refusal({ epochs: ['nonsense'] })).toBe(
      'There is no epoch "nonsense". This listing has epochs 1, 2, 3x, 4x, 5x, 6x, 7x, 8, 9, 10x, 11x.',
    );
    expect(refusal({ fields: ['9999-99A'] })).toBe(
      'There is no field "9999-99A". This listing has 113 fields, such as VAST_0012+00A.',
    );
    expect(refusal({ fields: ['0918+01A'] })).toBe(
      'There is no field "0918+01A"; did you mean VAST_0918+00A? Close to it are also VAST_0918-06A. ' +
        'This listing has 113 fields, such as VAST_0012+00A.',
    );
  });

  it.each([
    [{ stokes: ['IV'] }, /no Stokes parameter "IV"; several are separated by commas: I,V\./],
    [{ stokes: ['iqUv'] }, /several are separated by commas: I,Q,U,V\./],
    [{ stokes: ['IX'] }, /no Stokes parameter "IX"\. This listing has Stokes parameters I, Q/],
    [{ epochs: ['1 2'] }, /no epoch "1 2"; several are separated by commas: 1,2\./],
  ])('may be several that were run together: %j', (input, message) => {
    expect(refusal(input)).toMatch(message);
  });

  it('is warned of, if others are known', () => {
    const { filter, warnings } = resolveFilter(
      { epochs: ['1', '12'], fields: ['0012+00A', 'VAST_9999+00A', 'VAST_9999+00A'] },
      builtin,
    );
    expect(filter.epochs).toEqual(['01']);
    expect(filter.fields).toEqual(['VAST_0012+00A']);
    expect(warnings).toHaveLength(2);
    expect(warnings.every((warning) => warning.endsWith('It is ignored.'))).toBe(true);
  });

  it('may be one that the survey has elsewhere, and then that is said', () => {
    const one = catalogueOfPaths(builtinListing().filter((path) => path.startsWith('/EPOCH01/')));
    expect(refusal({ epochs: ['2'] }, one)).toBe(
      'This listing has no files of epoch 2. This listing has epoch 1.',
    );
    expect(refusal({ epochs: ['2'] }, createEmpty())).toContain('No file of this listing');
  });

  it('is not made up for by files that are out of reach', () => {
    const onlyLegacy = catalogueOfPaths([
      '/EPOCH02/COMBINED/STOKESI_IMAGES/VAST_0037+00A.EPOCH02.I.fits',
      '/LEGACY/v0.6/EPOCH01/COMBINED/STOKESV_IMAGES/VAST_0012+00A.EPOCH01.V.fits',
    ]);
    expect(refusal({ epochs: ['1'] }, onlyLegacy)).toContain('no files of epoch 1');
    expect(refusal({ stokes: ['V'] }, onlyLegacy)).toContain('no files of Stokes parameter V');
    expect(refusal({ fields: ['0012+00A'] }, onlyLegacy)).toContain('no files of field');
    expect(chosen({ epochs: ['1'], legacyVersion: 'v0.6' }, onlyLegacy)).toHaveLength(1);
  });

  it.each<FilterInput>([
    { epochs: [] },
    { epochs: ['', ' '] },
    { fields: [] },
    { stokes: [''] },
    { legacyVersion: '' },
  ])('and no value at all is an error: %j', (input) => {
    expect(refusal(input, withLegacy)).toContain('needs a value');
  });

  it('never widens what is wanted', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...EPOCHS, ...EPOCHS.map(shortEpoch), 'I', 'v', 'v0.6', '0.2'),
      fc.constantFrom(...FIELDS.map(({ name }) => name)),
    );
    const lists = fc.option(fc.array(texts, { maxLength: 3 }), { nil: undefined });
    const inputs = fc.record({
      epochs: lists,
      fields: lists,
      stokes: lists,
      legacyVersion: fc.option(texts, { nil: undefined }),
    });
    fc.assert(
      fc.property(inputs, (input) => {
        let filter = DEFAULT_FILTER;
        try {
          filter = resolveFilter(input, withLegacy).filter;
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
          return;
        }
        expect(filter.epochs === null).toBe(input.epochs === undefined);
        expect(filter.fields === null).toBe(input.fields === undefined);
        expect(filter.stokes === null).toBe(input.stokes === undefined);
        const { legacyVersion } = input;
        const unfiltered = resolveFilter({ legacyVersion }, withLegacy).filter;
        const wider = andNotBits(
          applyFilter(withLegacy, filter),
          applyFilter(withLegacy, unfiltered),
        );
        expect(countBits(wider)).toBe(0);
      }),
    );
  });
});

describe('older releases', () => {
  it('come along when asked for', () => {
    expect(chosen({ includeLegacy: true }, withLegacy)).toHaveLength(42_165 + 3);
  });

  it.each([
    ['v0.6', '/LEGACY/v0.6/EPOCH01/COMBINED/STOKESI_IMAGES/VAST_0012+00A.EPOCH01.I.fits'],
    ['V0.2', '/LEGACY/EPOCH01_v0.2/COMBINED/STOKESI_IMAGES/VAST_0037+00A.EPOCH01.I.fits'],
    ['0.6', '/LEGACY/v0.6/EPOCH01/COMBINED/STOKESI_IMAGES/VAST_0012+00A.EPOCH01.I.fits'],
  ])('can be chosen: %s, and nothing else', (legacyVersion, path) => {
    expect(chosen({ legacyVersion, includeLegacy: true }, withLegacy)).toEqual([path]);
  });

  it('that are unknown are an error that names the known', () => {
    expect(refusal({ legacyVersion: 'v0.7' }, withLegacy)).toContain('legacy versions v0.2, v0.6');
    expect(refusal({ legacyVersion: 'v0.6' })).toContain('LEGACY included');
  });
});

function createEmpty(): Catalogue {
  return catalogueOfPaths([]);
}

describe('the epochs that a table names for its fields', () => {
  const files = [
    ['0012+00A', '01'],
    ['0012+00A', '02'],
    ['0012+00A', '05x'],
    ['0037+00A', '01'],
    ['0037+00A', '02'],
  ].map(
    ([field, epoch]) => `/EPOCH${epoch}/COMBINED/STOKESI_IMAGES/VAST_${field}.EPOCH${epoch}.I.fits`,
  );
  const small = catalogueOfPaths([...files, '/README.md', '/EPOCH01/VAST_epoch1.csv']);
  const table = {
    fields: ['0012+00', 'VAST_0037+00A'],
    fieldEpochs: [
      { field: '0012+00', epochs: ['01', '05x'] },
      { field: 'VAST_0037+00A', epochs: ['02'] },
    ],
  };

  it('select each field in its own epochs', () => {
    expect(chosen(table, small).toSorted()).toEqual([files[0], files[4], files[2]]);
    expect(resolveFilter(table, small).warnings).toEqual([]);
  });

  it('are narrowed by the epochs of the filter', () => {
    expect(chosen({ ...table, epochs: ['1', '2'] }, small)).toEqual([files[0], files[4]]);
    expect(chosen({ ...table, epochs: ['5x'] }, small)).toEqual([files[2]]);
  });

  it('are reported where the catalogue lacks them, and select nothing else instead', () => {
    const more = [...table.fieldEpochs, { field: 'VAST_0037+00A', epochs: ['05x', '12'] }];
    expect(resolveFilter({ ...table, fieldEpochs: more }, small).warnings).toEqual([
      expect.stringMatching(/^There is no epoch "12"/),
      'This listing has no files of VAST_0037+00A in epoch 5x.',
    ]);
    expect(chosen({ ...table, fieldEpochs: more }, small)).toEqual(chosen(table, small));
    expect(refusal({ ...table, fieldEpochs: [more[2]!], epochs: ['1'] }, small)).toBe(
      "None of the table's pairs of field and epoch is in this listing and in the epochs asked for (1).",
    );
  });

  it('are those of the field with this spelling, if the listing has one without the letter', () => {
    const later = catalogueOfPaths([
      files[0]!,
      '/EPOCH01/COMBINED/STOKESI_IMAGES/VAST_0012+00.EPOCH01.I.fits',
    ]);
    expect(resolveFilter({ fields: ['0012+00'] }, later).filter.fields).toEqual(['VAST_0012+00']);
  });
});
