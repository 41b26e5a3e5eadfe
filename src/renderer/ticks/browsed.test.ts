import { describe, expect, it } from 'vitest';
import { bitsetWhere, countBits } from '#shared/catalogue/bitset.ts';
import { pathAt, pathsOf, rowOfPath } from '#shared/catalogue/catalogue.ts';
import { catalogueOfPaths } from '#shared/catalogue/create-catalogue.ts';
import { DEFAULT_FILTER } from '#shared/catalogue/filter.ts';
import { builtinListing } from '#shared/survey/listing.ts';
import {
  withCatalogue,
  withFilter,
  withOnDisk,
  withQuery,
  withGrouping,
} from './change-browsed.ts';
import { isLeaf } from './derive-browsed.ts';
import { fileOfLeaf, isOpenNode, withAllOpen, withOpen } from './open-nodes.ts';
import {
  clearTicks,
  filesOfFields,
  tickAllOnView,
  tickFiles,
  tickItem,
  withoutTicksOf,
} from './tick-files.ts';
import { labelOfItem } from './labels.ts';
import { isFile, itemOfFile } from './visible-rows.ts';

const survey = withCatalogue(null, 1, catalogueOfPaths(builtinListing()));

describe('The state of Browse', () => {
  it('begins with closed epochs and nothing ticked', () => {
    expect(survey.rows.length).toBe(12);
    expect(survey.shown.files).toBe(42_165);
    expect(survey.ticked.files).toBe(0);
  });

  it('unticks the files that were downloaded, and none that were ticked since', () => {
    const files = (first: number, end: number) =>
      bitsetWhere(survey.catalogue.length, (row) => row >= first && row < end);
    const asked = tickFiles(survey, files(0, 10));
    const meanwhile = tickFiles(asked, files(10, 13));
    expect(withoutTicksOf(meanwhile, asked).ticks).toEqual(files(10, 13));
    const paths = [...pathsOf(survey.catalogue, files(5, survey.catalogue.length))];
    const other = catalogueOfPaths(paths);
    const listed = withCatalogue(meanwhile, 2, other);
    expect(listed.ticked.files).toBe(8);
    expect(withoutTicksOf(listed, asked).ticked.files).toBe(3);
  });

  it('ticks the files on view and no others', () => {
    const narrowed = withFilter(survey, { ...DEFAULT_FILTER, epochs: ['01'], stokes: ['V'] });
    const ticked = tickAllOnView(narrowed, true);
    expect(ticked.ticked.files).toBe(narrowed.shown.files);
    const wide = withFilter(ticked, DEFAULT_FILTER);
    expect(wide.ticked.files).toBe(narrowed.shown.files);
    const other = withFilter(wide, { ...DEFAULT_FILTER, epochs: ['02'] });
    expect(tickAllOnView(other, false).ticked.files).toBe(narrowed.shown.files);
    expect(countBits(other.tickedOnView)).toBe(0);
    expect(clearTicks(other).ticked.files).toBe(0);
  });

  it('opens the results of a search if they are few', () => {
    const few = withQuery(survey, 'VAST_0918+00A EPOCH01 rms');
    expect(few.rows.length).toBe(2 + few.shown.files);
    const many = withQuery(survey, 'fits');
    expect(many.rows.length).toBeLessThan(20);
    expect(withQuery(many, '  ').shown.files).toBe(42_165);
  });

  it('closes one node of the results, and restores the open nodes after the search', () => {
    const epoch2 = survey.rows.items[1]!;
    const before = withOpen(survey, [epoch2], true);
    const found = withQuery(before, 'VAST_0918+00A rms');
    const epoch1 = found.rows.items[0]!;
    const closed = withOpen(found, [epoch1], false);
    expect(isOpenNode(closed, epoch1)).toBe(false);
    expect(isOpenNode(closed, epoch2)).toBe(true);
    expect(closed.rows.length).toBeLessThan(found.rows.length);
    expect([...withQuery(closed, '').rows.items]).toEqual([...before.rows.items]);
  });

  it('shows how many fields of an epoch the listing has', () => {
    const two = catalogueOfPaths(
      builtinListing().filter((path) => /EPOCH01.*VAST_(0918|0943)\+00A/.test(path)),
    );
    const browsed = withCatalogue(null, 1, two);
    expect(labelOfItem(browsed, browsed.rows.items[0]!, null)).toMatchObject({
      name: 'Epoch 01',
      about: '27–28 Aug 2019 · 2 fields',
    });
    const turned = withGrouping(withCatalogue(null, 1, two), 'field-epoch-product');
    expect(labelOfItem(turned, turned.rows.items[0]!, null).about).toBe('epochs 01');
    const one = withQuery(browsed, '0918');
    expect(labelOfItem(one, one.rows.items[0]!, null).about).toMatch(/· 1 field$/);
  });

  it('explains the catalogues whose names begin with nVAST', () => {
    const found = withQuery(survey, 'VAST_0918+00A EPOCH01 components');
    const rows = [...withAllOpen(found, true).rows.items].filter(isFile);
    const labels = rows.map((item) => labelOfItem(found, item, null));
    expect(labels.map(({ name }) => name)).toContainEqual(expect.stringMatching(/^nVAST_0918/));
    for (const { name, about } of labels) {
      expect(about, name).toBe(name.startsWith('nVAST_') ? 'negative sources' : '');
    }
  });

  it('represents a product of one file by one row', () => {
    const found = withQuery(survey, 'VAST_0918+00A.EPOCH01.I_rms');
    expect([...found.rows.items].some(isFile)).toBe(false);
    const last = found.rows.items.at(-1)!;
    expect(isLeaf(found, last)).toBe(true);
    expect(pathAt(found.catalogue, fileOfLeaf(found, last)!)).toMatch(
      /VAST_0918\+00A\.EPOCH01\.I_rms\.fits$/,
    );
  });

  it('keeps ticks when the grouping changes', () => {
    const ticked = tickAllOnView(
      withFilter(survey, { ...DEFAULT_FILTER, fields: ['VAST_0918+00A'] }),
      true,
    );
    const turned = withGrouping(ticked, 'folders');
    expect(turned.ticked).toEqual(ticked.ticked);
    expect(countBits(turned.tickedOnView)).toBe(ticked.ticked.files);
  });

  it('opens all nodes and closes them again', () => {
    const open = withAllOpen(survey, true);
    expect(open.rows.length).toBeGreaterThan(42_165);
    expect(withAllOpen(open, false).rows.length).toBe(12);
  });

  it('finds the files on view of some fields', () => {
    const narrowed = withFilter(survey, { ...DEFAULT_FILTER, epochs: ['01'] });
    const files = filesOfFields(narrowed, ['VAST_0918+00A', 'VAST_0000+00A']);
    const paths = [...pathsOf(narrowed.catalogue, files)];
    expect(paths.length).toBeGreaterThan(50);
    expect(paths.every((path) => path.includes('0918+00A') && path.startsWith('/EPOCH01/'))).toBe(
      true,
    );
    expect(tickFiles(narrowed, files).ticked.files).toBe(paths.length);
  });

  it('ticks and unticks one file', () => {
    const row = rowOfPath(survey.catalogue, '/README.md');
    const ticked = tickItem(survey, itemOfFile(row), true);
    expect([...pathsOf(ticked.catalogue, ticked.ticks)]).toEqual(['/README.md']);
    expect(tickItem(ticked, itemOfFile(row), false).ticked.files).toBe(0);
  });
});

describe('Another catalogue', () => {
  it('keeps the ticks of the paths that it has', () => {
    const before = withCatalogue(null, 1, catalogueOfPaths(['/a.txt', '/b.txt', '/c.txt']));
    const ticked = tickFiles(
      before,
      bitsetWhere(3, (row) => row !== 1),
    );
    const after = withCatalogue(ticked, 2, catalogueOfPaths(['/0.txt', '/b.txt', '/c.txt']));
    expect([...pathsOf(after.catalogue, after.ticks)]).toEqual(['/c.txt']);
    expect(after.revision).toBe(2);
  });

  it('counts the files on disk below each node', () => {
    const browsed = withCatalogue(null, 1, catalogueOfPaths(['/EPOCH01/a.txt', '/EPOCH01/b.txt']));
    const marked = withOnDisk(
      browsed,
      bitsetWhere(2, (row) => row === 1),
    );
    expect(marked.diskSums.files.at(-1)).toBe(1);
  });
});
