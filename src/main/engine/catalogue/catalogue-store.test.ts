import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fullBitset } from '#shared/catalogue/bitset.ts';
import { fileAt, pathsOf } from '#shared/catalogue/catalogue.ts';
import type { ListedFile } from '#shared/catalogue/listed-file.ts';
import { listings } from '#shared/catalogue/testing/arbitraries.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { builtinListing } from '#shared/survey/listing.ts';
import { type CatalogueStore, openCatalogueStore } from './catalogue-store.ts';

const HASH = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

let folder: string;
let file: string;
let store: CatalogueStore;
let nowMs: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'catalogue-store-'));
  file = join(folder, 'catalogue.db');
  nowMs = 1000;
  store = openCatalogueStore(file, { now: () => nowMs });
});

afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

function known(path: string, size = 1): ListedFile {
  return { path, size, rev: '015f0000000000000000001', contentHash: HASH };
}

/** All stored files, in catalogue order. */
function stored(linkKey = 'link'): ListedFile[] {
  const catalogue = store.load(linkKey);
  return Array.from({ length: catalogue?.length ?? 0 }, (_, row) => fileAt(catalogue!, row));
}

function storedPaths(linkKey = 'link'): string[] {
  return stored(linkKey).map(({ path }) => path);
}

function byPath(a: ListedFile, b: ListedFile): number {
  return a.path < b.path ? -1 : 1;
}

describe('a stored listing', () => {
  it('survives a restart unchanged', () => {
    fc.assert(
      fc.property(listings, (files) => {
        store.replaceAll('link', files);
        store.close();
        store = openCatalogueStore(file);
        expect(stored().toSorted(byPath)).toEqual(files.toSorted(byPath));
      }),
      { numRuns: 30 },
    );
  });

  it('of the whole survey loads in catalogue order', () => {
    store.replaceAll(
      'link',
      builtinListing().map((path) => known(path)),
    );
    const catalogue = store.load('link')!;
    expect([...pathsOf(catalogue, fullBitset(catalogue.length))].toSorted()).toEqual(
      builtinListing().toSorted(),
    );
    expect(store.describe('link')).toEqual({
      files: 42_165,
      bytes: 42_165,
      oldestListedAtMs: 1000,
    });
  });

  it('keeps sizes beyond 4 GiB, and unknown values', () => {
    const files = [
      known('/a', 6 * 1024 ** 4),
      { path: '/b', size: null, rev: null, contentHash: null },
      known('/c', 0),
    ];
    store.replaceAll('link', files);
    expect(stored()).toEqual(files);
    expect(store.describe('link')?.bytes).toBe(6 * 1024 ** 4);
  });

  it('is replaced as a whole, without deleted files', () => {
    store.replaceAll('link', [known('/a'), known('/EPOCH01/b'), known('/EPOCH01/QC/c')]);
    nowMs = 2000;
    store.replaceAll('link', [known('/EPOCH01/b', 2)]);
    expect(stored()).toEqual([known('/EPOCH01/b', 2)]);
    expect(store.listedAtMs('link', '/EPOCH01')).toBe(2000);
    expect(store.listedAtMs('link', '')).toBeNull();
  });

  it('keeps folders that a crawl left out, and those beside its root', () => {
    const all = ['/top', '/EPOCH01/a', '/EPOCH010/b', '/LEGACY/v0.6/c', '/LEGACYx/d'];
    store.replaceAll(
      'link',
      all.map((path) => known(path)),
    );
    store.replaceAll('link', [known('/new')], { except: ['/LEGACY'] });
    expect(storedPaths()).toEqual(['/new', '/LEGACY/v0.6/c']);
    store.replaceAll(
      'link',
      all.map((path) => known(path)),
    );
    store.replaceAll('link', [known('/EPOCH01/z')], { root: '/EPOCH01' });
    expect(storedPaths()).toEqual([
      '/top',
      '/EPOCH01/z',
      '/EPOCH010/b',
      '/LEGACY/v0.6/c',
      '/LEGACYx/d',
    ]);
    store.replaceAll('link', [], { except: [''] });
    expect(storedPaths()).toHaveLength(5);
  });

  it('is separate for each link', () => {
    store.replaceAll('one', [known('/a')]);
    store.replaceAll('two', [known('/a', 2), known('/b')]);
    store.forget('two');
    expect(storedPaths('one')).toEqual(['/a']);
    expect(store.load('two')).toBeNull();
    expect(store.describe('two')).toBeNull();
    expect(store.load('never')).toBeNull();
  });

  it('can be queried for single paths', () => {
    store.replaceAll('link', [known('/a', 1), known('/EPOCH01/b', 2)]);
    const found = store.lookUp('link', ['/a', '/EPOCH01/b', '/EPOCH01', '/EPOCH01/c', 'x', '']);
    expect([...found]).toEqual([
      ['/a', known('/a', 1)],
      ['/EPOCH01/b', known('/EPOCH01/b', 2)],
    ]);
    expect(store.lookUp('other', ['/a']).size).toBe(0);
  });
});

describe('a stored folder', () => {
  beforeEach(() => {
    store.replaceAll('link', [
      known('/top'),
      known('/EPOCH01/a'),
      known('/EPOCH01/QC/b'),
      known('/EPOCH01/QC/TILES_QC/c'),
      known('/EPOCH01/QCx/d'),
      known('/EPOCH02/e'),
    ]);
    nowMs = 2000;
  });

  it('is replaced alone, and its subfolders stay', () => {
    store.replaceFolder('link', {
      folder: '/EPOCH01',
      files: [known('/EPOCH01/new')],
      folders: ['/EPOCH01/QC', '/EPOCH01/QCx'],
    });
    expect(storedPaths()).toEqual([
      '/top',
      '/EPOCH01/new',
      '/EPOCH01/QC/b',
      '/EPOCH01/QC/TILES_QC/c',
      '/EPOCH01/QCx/d',
      '/EPOCH02/e',
    ]);
    expect(store.listedAtMs('link', '/EPOCH01')).toBe(2000);
    expect(store.listedAtMs('link', '/EPOCH02')).toBe(1000);
    expect(store.describe('link')?.oldestListedAtMs).toBe(1000);
  });

  it('loses the files of subfolders that are gone', () => {
    store.replaceFolder('link', {
      folder: '/EPOCH01',
      files: [known('/EPOCH01/a')],
      folders: ['/EPOCH01/QCx'],
    });
    expect(storedPaths()).toEqual(['/top', '/EPOCH01/a', '/EPOCH01/QCx/d', '/EPOCH02/e']);
    store.replaceFolder('link', { folder: '', files: [], folders: ['/EPOCH01'] });
    expect(storedPaths()).toEqual(['/EPOCH01/a', '/EPOCH01/QCx/d']);
  });

  it('is replaced together with others in one transaction', () => {
    store.replaceFolders('link', [
      { folder: '', files: [], folders: ['/EPOCH03x'] },
      { folder: '/EPOCH03x', files: [known('/EPOCH03x/f')], folders: [] },
    ]);
    expect(storedPaths()).toEqual(['/EPOCH03x/f']);
    expect(store.listedAtMs('link', '')).toBe(2000);
  });

  it('stays unchanged if another folder of the transaction cannot be stored', () => {
    const bad = { ...known('/EPOCH02/x'), size: 0.5 };
    const before = stored();
    expect(() =>
      store.replaceFolders('link', [
        { folder: '', files: [], folders: [] },
        { folder: '/EPOCH02', files: [bad], folders: [] },
      ]),
    ).toThrow(AppError);
    expect(stored()).toEqual(before);
  });
});
