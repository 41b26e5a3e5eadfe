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

describe('browsing the survey', () => {
  it('begins closed, by epoch, with nothing ticked', () => {
    expect(survey.rows.length).toBe(12);
    expect(survey.shown.files).toBe(42_165);
    expect(survey.ticked.files).toBe(0);
  });

  it('lets go of the ticks that were downloaded, and of none that came meanwhile', () => {
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

  it('ticks what is on view and leaves what isn’t', () => {
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

  it('shows few finds at once, and many below closed nodes', () => {
    const few = withQuery(survey, 'VAST_0918+00A EPOCH01 rms');
    expect(few.rows.length).toBe(2 + few.shown.files);
    const many = withQuery(survey, 'fits');
    expect(many.rows.length).toBeLessThan(20);
    expect(withQuery(many, '  ').shown.files).toBe(42_165);
  });

  it('closes one node among few finds, and has what was open before when the search is over', () => {
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

  it('says of an epoch how many fields this listing has of it', () => {
    const two = catalogueOfPaths(
      builtinListing().filter((path) => /EPOCH01.*VAST_(0918|0943)\+00A/.test(path)),
    );
    const browsed = withCatalogue(null, 1, two);
    expect(labelOfItem(browsed, browsed.rows.items[0]!, null)).toMatchObject({
      name: 'Epoch 01',
      about: '27–28 Aug 2019 · 2 fields',
    });
    const turned = withGrouping(withCatalogue(null, 1, two), 'field-epoch-product');
    expect(labelOfItem(turned, turned.rows.items[0]!, null).about).toBe('epochs 1');
    const one = withQuery(browsed, '0918');
    expect(labelOfItem(one, one.rows.items[0]!, null).about).toMatch(/· 1 field$/);
  });

  it('lets a product of one file stand for it', () => {
    const found = withQuery(survey, 'VAST_0918+00A.EPOCH01.I_rms');
    expect([...found.rows.items].some(isFile)).toBe(false);
    const last = found.rows.items.at(-1)!;
    expect(isLeaf(found, last)).toBe(true);
    expect(pathAt(found.catalogue, fileOfLeaf(found, last)!)).toMatch(
      /VAST_0918\+00A\.EPOCH01\.I_rms\.fits$/,
    );
  });

  it('keeps ticks when the tree is turned', () => {
    const ticked = tickAllOnView(
      withFilter(survey, { ...DEFAULT_FILTER, fields: ['VAST_0918+00A'] }),
      true,
    );
    const turned = withGrouping(ticked, 'folders');
    expect(turned.ticked).toEqual(ticked.ticked);
    expect(countBits(turned.tickedOnView)).toBe(ticked.ticked.files);
  });

  it('opens everything and closes it again', () => {
    const open = withAllOpen(survey, true);
    expect(open.rows.length).toBeGreaterThan(42_165);
    expect(withAllOpen(open, false).rows.length).toBe(12);
  });

  it('finds the files of fields, and of those only what is on view', () => {
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

describe('another catalogue', () => {
  it('takes ticks over by path, and forgets what it doesn’t have', () => {
    const before = withCatalogue(null, 1, catalogueOfPaths(['/a.txt', '/b.txt', '/c.txt']));
    const ticked = tickFiles(
      before,
      bitsetWhere(3, (row) => row !== 1),
    );
    const after = withCatalogue(ticked, 2, catalogueOfPaths(['/0.txt', '/b.txt', '/c.txt']));
    expect([...pathsOf(after.catalogue, after.ticks)]).toEqual(['/c.txt']);
    expect(after.revision).toBe(2);
  });

  it('counts what is on disk below each node', () => {
    const browsed = withCatalogue(null, 1, catalogueOfPaths(['/EPOCH01/a.txt', '/EPOCH01/b.txt']));
    const marked = withOnDisk(
      browsed,
      bitsetWhere(2, (row) => row === 1),
    );
    expect(marked.diskSums.files.at(-1)).toBe(1);
  });
});
