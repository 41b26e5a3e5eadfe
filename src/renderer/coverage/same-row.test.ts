import { describe, expect, it } from 'vitest';
import { catalogueOfPaths } from '#shared/catalogue/create-catalogue.ts';
import { builtinListing } from '#shared/survey/listing.ts';
import { withCatalogue } from '../ticks/change-browsed.ts';
import { createAxes } from './axes.ts';
import { countCells } from './count-cells.ts';
import { isSameRow, type MatrixRowProps } from './same-row.ts';
import { filesInside, toggleFiles } from './tick-cells.ts';

const survey = withCatalogue(null, 1, catalogueOfPaths(builtinListing()));
const axes = createAxes(survey.catalogue, false);
const states = new Uint8Array(survey.catalogue.length);
const before = countCells(axes, survey.onView, survey.ticks, states);

function propsOf(line: number, counts = before): MatrixRowProps {
  const row = axes.rows[line]!;
  const place = { line, index: line, top: line * 28, activeColumn: null };
  const marked = { isFirst: true, firstMarked: 1, lastMarked: 0 };
  return { row, epochs: axes.epochs, counts, ...place, ...marked };
}

describe('A row of the matrix', () => {
  it('is rendered again by a tick only if the tick is in the row', () => {
    const shown = [...axes.rows.keys()];
    const cell = { firstRow: 5, lastRow: 5, firstColumn: 0, lastColumn: 0 };
    const { ticks } = toggleFiles(survey, filesInside(axes, survey, shown, cell));
    const after = countCells(axes, survey.onView, ticks, states);
    expect(shown.filter((line) => !isSameRow(propsOf(line), propsOf(line, after)))).toEqual([5]);
  });

  it('is rendered again if the cursor enters it or it moves', () => {
    const row = propsOf(3);
    expect(isSameRow(row, { ...row })).toBe(true);
    expect(isSameRow(row, { ...row, activeColumn: 1 })).toBe(false);
    expect(isSameRow(row, { ...row, top: 0 })).toBe(false);
  });
});
