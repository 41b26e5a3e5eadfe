import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtinListing } from '#shared/survey/listing.ts';
import { parsePath } from '#shared/survey/path-grammar.ts';
import { bitsetWhere, fullBitset } from './bitset.ts';
import { fileAt, foldersOf, pathAt, pathsOf, productAt, rowOfPath, totalsOf } from './catalogue.ts';
import { catalogueOfPaths, createCatalogue } from './create-catalogue.ts';
import { listings } from './testing/arbitraries.ts';

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

describe('a catalogue', () => {
  it('contains the listed files with all their facts', () => {
    fc.assert(
      fc.property(listings, (files) => {
        const catalogue = createCatalogue(files);
        expect(catalogue.length).toBe(files.length);
        for (const file of files) {
          const row = rowOfPath(catalogue, file.path);
          expect(fileAt(catalogue, row)).toEqual(file);
          expect(productAt(catalogue, row)).toEqual(parsePath(file.path));
        }
      }),
    );
  });

  it('is the same for any order of the files', () => {
    fc.assert(
      fc.property(listings, (files) => {
        expect([...pathsOf(createCatalogue(files), fullBitset(files.length))]).toEqual([
          ...pathsOf(createCatalogue(files.toReversed()), fullBitset(files.length)),
        ]);
      }),
    );
  });

  it('survives being cloned to another thread', () => {
    fc.assert(
      fc.property(listings, (files) => {
        const catalogue = createCatalogue(files);
        expect(structuredClone(catalogue)).toEqual(catalogue);
      }),
    );
  });

  it('knows the folders and totals of a selection', () => {
    fc.assert(
      fc.property(listings, fc.integer({ min: 1, max: 4 }), (files, step) => {
        const catalogue = createCatalogue(files);
        const selection = bitsetWhere(files.length, (row) => row % step === 0);
        const chosen = [...pathsOf(catalogue, selection)].map((path) =>
          files.find((file) => file.path === path),
        );
        const folders = foldersOf(catalogue, selection);
        expect(folders.toSorted()).toEqual(
          [...new Set(chosen.map((file) => folderOf(file?.path ?? '')))].toSorted(),
        );
        expect(totalsOf(catalogue, selection)).toEqual({
          files: chosen.length,
          bytes: chosen.reduce((sum, file) => sum + (file?.size ?? 0), 0),
          unknownSizes: chosen.filter((file) => file?.size === null).length,
        });
      }),
    );
  });

  it('has no rows for paths that are not listed', () => {
    const catalogue = catalogueOfPaths(['/b/x', '/b/z', '/d/x', '/top']);
    for (const path of ['', '/', '/b', '/b/', '/b/a', '/b/y', '/b/zz', '/a/x', '/c/x', '/e/x']) {
      expect(rowOfPath(catalogue, path)).toBe(-1);
    }
    expect(rowOfPath(catalogue, '/top')).toBe(0);
  });

  it('keeps a path that is listed twice once, as it was listed last', () => {
    const known = { rev: null, contentHash: null };
    const catalogue = createCatalogue([
      { path: '/a/x', size: 1, ...known },
      { path: '/a/b', size: 2, ...known },
      { path: 'a/x', size: 3, ...known },
    ]);
    expect([0, 1].map((row) => fileAt(catalogue, row))).toEqual([
      { path: '/a/b', size: 2, ...known },
      { path: '/a/x', size: 3, ...known },
    ]);
    expect(catalogue.length).toBe(2);
  });

  it('may be empty', () => {
    const catalogue = createCatalogue([]);
    expect(catalogue.length).toBe(0);
    expect(rowOfPath(catalogue, '/README.md')).toBe(-1);
    expect(totalsOf(catalogue, fullBitset(0))).toEqual({ files: 0, bytes: 0, unknownSizes: 0 });
  });

  it('of the built-in listing has each of its paths, and few traits', () => {
    const catalogue = catalogueOfPaths(builtinListing());
    const paths = Array.from({ length: catalogue.length }, (_, row) => pathAt(catalogue, row));
    expect(paths.toSorted()).toEqual(builtinListing().toSorted());
    expect(catalogue.traits.length).toBeLessThan(1000);
    expect(catalogue.fields).toHaveLength(1 + 113);
  });
});
