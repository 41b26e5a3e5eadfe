import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyFilter } from '#shared/catalogue/apply-filter.ts';
import { bitsetWhere, createBitset, fullBitset, setBit } from '#shared/catalogue/bitset.ts';
import { pathAt } from '#shared/catalogue/catalogue.ts';
import { catalogueOfPaths, createCatalogue } from '#shared/catalogue/create-catalogue.ts';
import type { FilterInput } from '#shared/catalogue/filter-input.ts';
import { resolveFilter } from '#shared/catalogue/resolve-filter.ts';
import { builtinListing } from '#shared/survey/listing.ts';
import { commandLine } from './command-line.ts';
import { estimateBytes } from './estimate-bytes.ts';
import { type PlanSize, planSize, planSizeByKind, sizeWords } from './plan-size.ts';
import { selectionFlags } from './selection-flags.ts';

const survey = catalogueOfPaths(builtinListing());

/** What the command makes of flags; see the terminal host's options. */
function inputOf(flags: readonly string[]): FilterInput {
  const listAfter = (flag: string): string[] | undefined =>
    flags.includes(flag) ? flags[flags.indexOf(flag) + 1]!.split(',') : undefined;
  const has = (flag: string): boolean => flags.includes(flag);
  return {
    epochs: listAfter('--only-epochs'),
    fields: listAfter('--only-fields'),
    stokes: listAfter('--stokes'),
    skipXml: has('--skip-xml'),
    skipTxt: has('--skip-txt'),
    skipQc: has('--skip-qc'),
    skipComponents: has('--skip-components'),
    skipIslands: has('--skip-islands'),
    skipFieldImages: has('--skip-field-images'),
    skipBkgImages: has('--skip-bkg-images'),
    skipRmsImages: has('--skip-rms-images'),
    skipAllImages: has('--skip-all-images'),
    region: has('--combined-only') ? 'combined' : has('--tile-only') ? 'tiles' : undefined,
    legacyVersion: listAfter('--legacy-download')?.[0],
  };
}

const some = <T>(values: readonly T[]) =>
  fc.option(fc.subarray([...values], { minLength: 1, maxLength: 3 }), { nil: undefined });

const inputs: fc.Arbitrary<FilterInput> = fc.record({
  epochs: some(['1', '2', '4x', '11x']),
  fields: some(['VAST_0918+00A', 'VAST_1739-25A', 'VAST_0012-06A']),
  stokes: some(['I', 'Q', 'V']),
  skipXml: fc.boolean(),
  skipTxt: fc.boolean(),
  skipQc: fc.boolean(),
  skipComponents: fc.boolean(),
  skipIslands: fc.boolean(),
  skipFieldImages: fc.boolean(),
  skipBkgImages: fc.boolean(),
  skipRmsImages: fc.boolean(),
  region: fc.constantFrom('combined', 'tiles', undefined),
});

describe('the flags for a selection', () => {
  it('select the same files as the filter that they describe', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const rows = applyFilter(survey, resolveFilter(input, survey).filter);
        fc.pre(rows.words.some((word) => word !== 0));
        const flags = selectionFlags(survey, rows);
        expect(flags).not.toBeNull();
        const again = applyFilter(survey, resolveFilter(inputOf(flags!), survey).filter);
        expect(again).toEqual(rows);
      }),
      { numRuns: 60 },
    );
  });

  it('are few: what changes nothing is not said', () => {
    const flagsFor = (input: FilterInput) =>
      selectionFlags(survey, applyFilter(survey, resolveFilter(input, survey).filter));
    expect(selectionFlags(survey, fullBitset(survey.length))).toEqual([]);
    expect(flagsFor({ epochs: ['1'] })).toEqual(['--only-epochs', '1']);
    expect(flagsFor({ epochs: ['1', '2'], stokes: ['I'], region: 'combined' })).toEqual([
      '--only-epochs',
      '1,2',
      '--stokes',
      'I',
      '--combined-only',
    ]);
    expect(flagsFor({ skipAllImages: true })).toEqual(['--skip-all-images']);
  });

  it('are absent for a selection that only a list describes', () => {
    const rows = applyFilter(survey, resolveFilter({ epochs: ['1'] }, survey).filter);
    const lastRow = Array.from({ length: survey.length }, (_, row) => row).findLast((row) =>
      pathAt(survey, row).startsWith('/EPOCH02/'),
    )!;
    setBit(rows, lastRow);
    expect(selectionFlags(survey, rows)).toBeNull();
    expect(selectionFlags(survey, createBitset(survey.length))).toBeNull();
  });

  it('name a legacy version, which nothing else reaches', () => {
    const legacy = catalogueOfPaths([
      '/LEGACY/v0.6/EPOCH01/COMBINED/STOKESI_IMAGES/VAST_0918+00A.EPOCH01.I.fits',
      '/EPOCH01/COMBINED/STOKESI_IMAGES/VAST_0918+00A.EPOCH01.I.fits',
    ]);
    const old = bitsetWhere(legacy.length, (row) => pathAt(legacy, row).startsWith('/LEGACY'));
    expect(selectionFlags(legacy, old)).toEqual(['--legacy-download', 'v0.6']);
    expect(selectionFlags(legacy, fullBitset(legacy.length))).toBeNull();
  });
});

describe('a command line', () => {
  it('quotes what the shell would take apart', () => {
    const words = ['vast-pilot', '--output', "/data/Tara's disk", '--only-fields', 'VAST_0918+00A'];
    expect(commandLine(words, 'linux')).toBe(
      String.raw`vast-pilot --output '/data/Tara'\''s disk' --only-fields VAST_0918+00A`,
    );
    expect(commandLine(['--output', 'D:\\VAST'], 'win32')).toBe('--output D:\\VAST');
    expect(commandLine(['--output', "C:\\My 'x'"], 'win32')).toBe("--output 'C:\\My ''x'''");
  });
});

describe('an estimate', () => {
  it('is about the size of the release if the listing has no sizes', () => {
    const bytes = estimateBytes(survey, fullBitset(survey.length))!;
    expect(bytes / 8.0e12).toBeGreaterThan(0.95);
    expect(bytes / 8.0e12).toBeLessThan(1.05);
  });

  it('takes the mean of like files, and is none where all is known', () => {
    const file = (field: string, size: number | null) => ({
      path: `/EPOCH01/COMBINED/STOKESI_IMAGES/${field}.EPOCH01.I.fits`,
      size,
      rev: null,
      contentHash: null,
    });
    const known = [file('VAST_0918+00A', 100), file('VAST_0012-06A', 300)];
    const all = createCatalogue(known);
    expect(estimateBytes(all, fullBitset(2))).toBeNull();
    const mixed = createCatalogue([...known, file('VAST_1739-25A', null)]);
    expect(estimateBytes(mixed, fullBitset(3))).toBe(200);
  });
});

describe('what a plan comes to', () => {
  const files = (count: number, size: number | null, of = 'COMBINED/STOKESI_IMAGES') =>
    Array.from({ length: count }, (_, index) => ({
      path: `/EPOCH01/${of}/VAST_${String(index).padStart(4, '0')}+00A.EPOCH01.I.fits`,
      size,
      rev: null,
      contentHash: null,
    }));
  const wordsFor = (listed: ReturnType<typeof files>) => {
    const catalogue = createCatalogue(listed);
    return sizeWords(planSize(catalogue, fullBitset(catalogue.length)));
  };

  it('is exact if every size is known, and "about" if one is estimated', () => {
    expect(wordsFor([])).toBe('0 files');
    expect(wordsFor(files(1, 1_234_567))).toBe('1 file, 1.23 MB');
    expect(wordsFor(files(3, null))).toBe('3 files, about 2.1 GB');
    const mixed = [...files(3, 1e9), ...files(1, null, 'TILES/STOKESI_IMAGES')];
    expect(wordsFor(mixed)).toBe('4 files, about 3.7 GB (1 size estimated)');
  });

  it('adds up over its kinds, those with the most bytes first', () => {
    const all = fullBitset(survey.length);
    const kinds = planSizeByKind(survey, all);
    expect(kinds.map(([kind]) => kind).slice(0, 1)).toEqual(['image']);
    const sum = (pick: (size: PlanSize) => number) =>
      kinds.reduce((total, [, size]) => total + pick(size), 0);
    const total = planSize(survey, all);
    expect(sum(({ files: count }) => count)).toBe(total.files);
    expect(sum(({ unknownFiles }) => unknownFiles)).toBe(total.unknownFiles);
    expect(sum(({ estimatedBytes }) => estimatedBytes)).toBe(total.estimatedBytes);
  });
});
