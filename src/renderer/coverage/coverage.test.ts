import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  andBits,
  bitsetWhere,
  countBits,
  createBitset,
  fullBitset,
  rowsOf,
  setBit,
} from '#shared/catalogue/bitset.ts';
import { productAt } from '#shared/catalogue/catalogue.ts';
import { catalogueOfPaths, createCatalogue } from '#shared/catalogue/create-catalogue.ts';
import { listings } from '#shared/catalogue/testing/arbitraries.ts';
import { byteOf, FILE_STATES } from '#shared/library/file-state.ts';
import { fieldNamed } from '#shared/survey/fields.ts';
import { builtinListing } from '#shared/survey/listing.ts';
import { withCatalogue } from '../ticks/change-browsed.ts';
import { tickFiles } from '../ticks/tick-files.ts';
import { arrangeRows } from './arrange-rows.ts';
import { createAxes } from './axes.ts';
import { markOf, tickStateOf } from './cell-mark.ts';
import { countCells, countsAt, sumCounts } from './count-cells.ts';
import { filesInside, missingFiles, toggleFiles } from './tick-cells.ts';
import { statesOnDisk } from '../app/use-file-states.ts';

const survey = withCatalogue(null, 1, catalogueOfPaths(builtinListing()));
const axes = createAxes(survey.catalogue, false);
const NONE = { files: 0, ticked: 0, queued: 0, onDisk: 0, verified: 0, damaged: 0 };

describe('The matrix of the built-in listing', () => {
  it('has a row for each field, one for whole epochs, and a column for each epoch', () => {
    expect(axes.rows).toHaveLength(114);
    expect(axes.rows.at(-1)).toEqual({ field: null, kind: null });
    expect(axes.epochs).toEqual([
      '01',
      '02',
      '03x',
      '04x',
      '05x',
      '06x',
      '07x',
      '08',
      '09',
      '10x',
      '11x',
    ]);
  });

  it('counts the files of a cell by state, and totals at the edges', () => {
    const line = axes.rows.findIndex(({ field }) => field === 'VAST_0918+00A');
    const here = bitsetWhere(
      survey.catalogue.length,
      (file) => axes.cells[file] === line * axes.epochs.length,
    );
    const states = new Uint8Array(survey.catalogue.length);
    const [first = 0, second = 0, third = 0, fourth = 0] = rowsOf(here);
    states[first] = byteOf('on-disk');
    states[second] = byteOf('verified');
    states[third] = byteOf('damaged');
    states[fourth] = byteOf('queued');
    const ticks = createBitset(survey.catalogue.length);
    setBit(ticks, first);
    const counts = countCells(axes, survey.onView, ticks, states);
    const files = countBits(
      bitsetWhere(survey.catalogue.length, (file) => {
        const { field, epoch } = productAt(survey.catalogue, file);
        return field === 'VAST_0918+00A' && epoch === '01';
      }),
    );
    const expected = { files, ticked: 1, queued: 1, onDisk: 2, verified: 1, damaged: 1 };
    expect(countsAt(counts, line, 0)).toEqual(expected);
    expect(countsAt(counts, line, 1)).toMatchObject({ ticked: 0, onDisk: 0 });
    const all = countsAt(counts, counts.rows, counts.columns);
    expect(all).toMatchObject({ ...expected, files: all.files });
    expect(all.files).toBe(axes.cells.filter((cell) => cell !== -1).length);
    expect(countsAt(counts, counts.rows, 0)).toMatchObject({ onDisk: 2, damaged: 1 });
  });

  it('sorts fields by position, epochs and missing files, and keeps whole epochs last', () => {
    const onDisk = bitsetWhere(
      survey.catalogue.length,
      (file) => productAt(survey.catalogue, file).field === 'VAST_0012+00A',
    );
    const counts = countCells(axes, survey.onView, survey.ticks, statesOnDisk(onDisk));
    const fieldsBy = (order: 'ra' | 'dec' | 'epochs' | 'missing') =>
      arrangeRows(axes, counts, order, null).map((line) => axes.rows[line]!.field);
    for (const order of ['ra', 'dec', 'epochs', 'missing'] as const) {
      expect(fieldsBy(order).at(-1)).toBeNull();
      expect(new Set(fieldsBy(order)).size).toBe(114);
    }
    const byDec = fieldsBy('dec')
      .slice(0, -1)
      .map((field) => fieldNamed(field!)!.decDeg);
    expect(byDec).toEqual(byDec.toSorted((a, b) => a - b));
    const byRa = fieldsBy('ra')
      .slice(0, -1)
      .map((field) => fieldNamed(field!)!.raDeg);
    expect(byRa).toEqual(byRa.toSorted((a, b) => a - b));
    expect(fieldsBy('missing').at(-2)).toBe('VAST_0012+00A');
  });

  it('keeps the fields of the user’s sources only', () => {
    const counts = countCells(axes, survey.onView, survey.ticks, statesOnDisk(survey.onDisk));
    const shown = arrangeRows(axes, counts, 'ra', new Set(['VAST_2118-06A', 'VAST_9999+00A']));
    expect(shown.map((line) => axes.rows[line]!.field)).toEqual(['VAST_2118-06A']);
  });

  it('splits a field by product, and each kind has its own files', () => {
    const split = createAxes(survey.catalogue, true);
    const kinds = split.rows
      .filter(({ field }) => field === 'VAST_0918+00A')
      .map(({ kind }) => kind);
    expect(kinds).toEqual(['image', 'rms', 'background', 'components', 'islands', 'qc']);
    const counts = countCells(split, survey.onView, survey.ticks, statesOnDisk(survey.onDisk));
    const line = split.rows.findIndex(
      ({ field, kind }) => field === 'VAST_0918+00A' && kind === 'image',
    );
    const images = bitsetWhere(survey.catalogue.length, (file) => {
      const { field, kind, epoch } = productAt(survey.catalogue, file);
      return field === 'VAST_0918+00A' && kind === 'image' && epoch === '01';
    });
    expect(countsAt(counts, line, 0).files).toBe(countBits(images));
  });
});

describe('The cells of the matrix', () => {
  const shown = [...axes.rows.keys()];

  it('tick all their files, and untick them if all are ticked', () => {
    const cells = { firstRow: 3, lastRow: 4, firstColumn: 0, lastColumn: 1 };
    const files = filesInside(axes, survey, shown, cells);
    const ticked = toggleFiles(survey, files);
    expect(ticked.ticks).toEqual(files);
    const one = filesInside(axes, survey, shown, { ...cells, lastRow: 3 });
    expect(toggleFiles(ticked, one).ticked.files).toBe(countBits(files) - countBits(one));
    expect(toggleFiles(tickFiles(survey, one), files).ticks).toEqual(files);
  });

  it('lack the files that are neither on disk nor queued', () => {
    const states = Uint8Array.from(FILE_STATES, byteOf);
    expect([...rowsOf(missingFiles(fullBitset(states.length), states))]).toEqual([
      FILE_STATES.indexOf('listed'),
      FILE_STATES.indexOf('damaged'),
    ]);
  });

  it('lack the files on disk that Dropbox has replaced, unless a hash verified them', () => {
    const states = Uint8Array.from(FILE_STATES, byteOf);
    const files = fullBitset(states.length);
    expect([...rowsOf(missingFiles(files, states, files))]).toEqual(
      [
        FILE_STATES.indexOf('listed'),
        FILE_STATES.indexOf('on-disk'),
        FILE_STATES.indexOf('damaged'),
      ].toSorted((a, b) => a - b),
    );
  });

  it.each([
    ['problem', { files: 3, onDisk: 2, damaged: 1 }],
    ['verified', { files: 3, onDisk: 3, verified: 3 }],
    ['size-only', { files: 3, onDisk: 3, verified: 2 }],
    ['partly', { files: 3, onDisk: 1, queued: 2 }],
    ['waiting', { files: 3, queued: 1 }],
    ['listed', { files: 3 }],
  ] as const)('have the mark %s for %o', (of, counts) => {
    expect(markOf({ ...NONE, ...counts })?.of).toBe(of);
  });

  it('have no mark without files', () => {
    expect(markOf(NONE)).toBeNull();
    expect(tickStateOf(NONE)).toBe('none');
  });
});

describe('Any matrix', () => {
  const matrices = fc.record({
    files: listings,
    splitsKinds: fc.boolean(),
    seed: fc.infiniteStream(fc.nat(FILE_STATES.length * 4 - 1)),
  });

  it('has each file with an epoch in one cell of its own field, epoch and kind', () => {
    fc.assert(
      fc.property(matrices, ({ files, splitsKinds }) => {
        const catalogue = createCatalogue(files);
        const { rows, epochs, cells } = createAxes(catalogue, splitsKinds);
        for (let file = 0; file < catalogue.length; file += 1) {
          const { epoch, field, kind } = productAt(catalogue, file);
          const cell = cells[file]!;
          expect(cell === -1).toBe(epoch === null);
          if (cell === -1) continue;
          expect(epochs[cell % epochs.length]).toBe(epoch);
          expect(rows[Math.floor(cell / epochs.length)]).toEqual({
            field,
            kind: splitsKinds ? kind : null,
          });
        }
      }),
    );
  });

  it('has the sum of its cells at its edges, and ticks exactly what a rectangle holds', () => {
    fc.assert(
      fc.property(matrices, fc.nat(60), fc.nat(60), ({ files, splitsKinds, seed }, a, b) => {
        const catalogue = createCatalogue(files);
        const matrix = createAxes(catalogue, splitsKinds);
        const draws = Array.from({ length: catalogue.length }, () => seed.next().value as number);
        const states = Uint8Array.from(draws, (draw) => draw % FILE_STATES.length);
        const onView = bitsetWhere(catalogue.length, (file) => draws[file]! % 4 !== 0);
        const ticks = bitsetWhere(catalogue.length, (file) => draws[file]! % 3 === 0);
        const counts = countCells(matrix, onView, ticks, states);
        const { rows, columns } = counts;
        const cellsOf = (row: number) =>
          Array.from({ length: columns }, (_, column) => countsAt(counts, row, column));
        for (let row = 0; row < rows; row += 1) {
          expect(countsAt(counts, row, columns)).toEqual(sumCounts(cellsOf(row)));
        }
        const all = countsAt(counts, rows, columns);
        expect(sumCounts([...matrix.rows.keys()].flatMap(cellsOf))).toEqual(all);
        if (rows === 0 || columns === 0) return;

        const [firstRow, lastRow] = [a % rows, b % rows].toSorted((x, y) => x - y) as [
          number,
          number,
        ];
        const shown = [...matrix.rows.keys()].toReversed();
        const rectangle = { firstRow, lastRow, firstColumn: 0, lastColumn: a % columns };
        const inside = filesInside(matrix, { catalogue, onView }, shown, rectangle);
        const expected = sumCounts(
          shown
            .slice(firstRow, lastRow + 1)
            .flatMap((row) => cellsOf(row).slice(0, (a % columns) + 1)),
        );
        expect(countBits(inside)).toBe(expected.files);
        expect(countBits(andBits(inside, ticks))).toBe(expected.ticked);
      }),
    );
  });
});
