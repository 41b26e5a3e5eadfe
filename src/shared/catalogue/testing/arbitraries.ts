import * as fc from 'fast-check';
import { builtinListing } from '#shared/survey/listing.ts';
import type { ListedFile } from '../listed-file.ts';

/** Paths as listings have them: of the survey, of older releases, and of folders that no grammar knows. */
const paths: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...builtinListing()) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.constantFrom('/LEGACY/v0.6', '/LEGACY/EPOCH01_v0.2', '/LEGACY/strays'),
        fc.constantFrom(...builtinListing()),
      )
      .map(([release, path]) => release + path),
  },
  {
    weight: 2,
    arbitrary: fc
      .array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 5 }), {
        minLength: 1,
        maxLength: 4,
      })
      .map((names) => `/${names.map((name) => name.replaceAll('/', '|')).join('/')}`),
  },
);

/** Listings of up to 60 files, each path once, with and without what a crawl tells. */
export const listings: fc.Arbitrary<readonly ListedFile[]> = fc.uniqueArray(
  fc.record({
    path: paths,
    size: fc.option(fc.nat(2 ** 31)),
    rev: fc.option(fc.stringMatching(/^[0-9a-f]{9,16}$/)),
    contentHash: fc.option(fc.stringMatching(/^[0-9a-f]{63}[1-9]$/)),
  }),
  { selector: ({ path }) => path, maxLength: 60 },
);
