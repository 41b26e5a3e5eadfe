import { describe, expect, it } from 'vitest';
import { catalogueOfPaths } from '#shared/catalogue/create-catalogue.ts';
import { builtinListing } from '#shared/survey/listing.ts';
import { withCatalogue } from '../ticks/change-browsed.ts';
import { describeItem, formatTotals, guessOfItem, totalsOfItem } from './item-facts.ts';
import { itemOfFile } from '../ticks/visible-rows.ts';

const survey = withCatalogue(null, 1, catalogueOfPaths(builtinListing()));
const sizeOf = (item: number) =>
  formatTotals(totalsOfItem(survey, item), guessOfItem(survey, item));

describe('The size of a row without listed sizes', () => {
  it('is an estimate, marked as one, for a file and for a node', () => {
    const image = survey.catalogue.traits.findIndex(({ kind }) => kind === 'image');
    const row = survey.catalogue.traitsIds.indexOf(image);
    expect(sizeOf(itemOfFile(row))).toMatch(/^≈ \d+ MB$/);
    expect(sizeOf(survey.rows.items[0]!)).toMatch(/^≈ [\d.,]+ [GT]B$/);
    expect(describeItem(survey, itemOfFile(row))).toMatch(/^size unknown, about \d+ MB/);
  });

  it('is the listed size if there is one', () => {
    expect(formatTotals({ files: 2, bytes: 2e6, unknownSizes: 0 }, 0)).toBe('2.00 MB');
    expect(formatTotals({ files: 2, bytes: 2e6, unknownSizes: 1 }, 1e6)).toBe('≈ 3.00 MB');
    expect(formatTotals({ files: 1, bytes: 0, unknownSizes: 1 }, 0)).toBe('–');
  });
});
