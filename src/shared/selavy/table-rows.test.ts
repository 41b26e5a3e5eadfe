import { describe, expect, it } from 'vitest';
import { arrangeRows, partOf } from './arrange-rows.ts';
import { readCatalogue } from './read-catalogue.ts';
import { rowFilter } from './row-filter.ts';

const TABLE = readCatalogue(
  [
    '# component_id component_name flux_peak spectral_index n_pix comment',
    '# -- -- [mJy/beam] -- -- --',
    'SB1_component_10a J0918-0001 5.5 -99 3',
    'SB1_component_2a J0919+0002 12 -0.7 7 near the edge',
    'SB1_component_1b J0920-0003 0.4 0.3 1',
    '',
  ].join('\n'),
);
const rows = (filter: string, sort: Parameters<typeof arrangeRows>[2] = null): number[] => [
  ...arrangeRows(TABLE, rowFilter(TABLE, filter), sort),
];

describe('the rows of a table', () => {
  it.each([
    ['', [0, 1, 2]],
    ['flux_peak > 5', [0, 1]],
    ['flux_peak>=12', [1]],
    ['flux_peak > 5 and n_pix < 7', [0]],
    ['flux_peak > 5, component_name contains 0919', [1]],
    ['FLUX_PEAK < 1', [2]],
    ['component_name ~ j0918', [0]],
    ['component_id = SB1_component_1b', [2]],
    ['edge', [1]],
    ["'the edge'", [1]],
    // A missing value passes no comparison.
    ['spectral_index < 100', [1, 2]],
    ['spectral_index != 0.3', [1]],
  ])('that pass "%s" are %j', (filter, expected) => {
    expect(rows(filter)).toEqual(expected);
  });

  it.each([
    ['flux_pek > 5', 'There is no column flux_pek: did you mean flux_peak?'],
    ['flux_peak > bright', '"bright" is no number, and flux_peak is compared with one.'],
    ['component_id > 5', 'component_id is a text: write component_id contains …'],
    ['> 5', '"> 5" is no condition: write a column'],
  ])('are refused for "%s", with what to write', (filter, message) => {
    expect(() => rowFilter(TABLE, filter)).toThrow(message);
  });

  it('are sorted by number with missing values last, and by name as people count', () => {
    expect(rows('', { by: 'spectral_index', descending: false })).toEqual([1, 2, 0]);
    expect(rows('', { by: 'spectral_index', descending: true })).toEqual([2, 1, 0]);
    expect(rows('', { by: 'component_id', descending: false })).toEqual([2, 1, 0]);
    expect(rows('', { by: 'no such column', descending: false })).toEqual([0, 1, 2]);
  });

  it('and some of its columns are a table again', () => {
    const part = partOf(TABLE, Uint32Array.of(2, 0), new Set(['flux_peak', 'comment']));
    expect(part.columns.map(({ name }) => name)).toEqual(['flux_peak', 'comment']);
    expect([...part.columns[0]!.values]).toEqual([0.4, 5.5]);
    expect(part.rowCount).toBe(2);
  });
});
