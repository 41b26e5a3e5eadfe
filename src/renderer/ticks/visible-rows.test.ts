import { describe, expect, it } from 'vitest';
import { bitsetWhere, fullBitset } from '#shared/catalogue/bitset.ts';
import { catalogueOfPaths, createCatalogue } from '#shared/catalogue/create-catalogue.ts';
import { createTree } from '#shared/catalogue/tree.ts';
import { sumTree } from '#shared/catalogue/tree-ticks.ts';
import { listings } from '#shared/catalogue/testing/arbitraries.ts';
import * as fc from 'fast-check';
import { pathAt } from '#shared/catalogue/catalogue.ts';
import type { TreeSort } from './browsed.ts';
import { withCatalogue, withGrouping, withOnDisk, withSort } from './change-browsed.ts';
import { createFolderTree } from './folder-tree.ts';
import { labelOfItem } from './labels.ts';
import { withAllOpen } from './open-nodes.ts';
import { fileOfItem, isFile, visibleRows } from './visible-rows.ts';

describe('The visible rows', () => {
  it('of an open tree contain every file on view once, below its parent', () => {
    fc.assert(
      fc.property(listings, fc.nat(), fc.boolean(), (files, seed, inFolders) => {
        const catalogue = createCatalogue(files);
        const tree = inFolders
          ? createFolderTree(catalogue)
          : createTree(catalogue, 'epoch-field-product');
        const onView = bitsetWhere(files.length, (row) => ((seed >>> (row % 17)) & 1) === 1);
        const rows = visibleRows(tree, onView, sumTree(tree, catalogue, onView), () => true);
        const shown = [...rows.items]
          .filter(isFile)
          .map(fileOfItem)
          .toSorted((a, b) => a - b);
        expect(shown).toEqual(
          files.map((_, row) => row).filter((row) => ((seed >>> (row % 17)) & 1) === 1),
        );
        for (let index = 0; index < rows.length; index += 1) {
          const parent = rows.parents[index]!;
          expect(parent).toBeLessThan(index);
          expect(rows.depths[index]).toBe(parent === -1 ? 1 : rows.depths[parent]! + 1);
          const siblings = [...rows.parents].filter((each) => each === parent).length;
          expect(rows.siblings[index]).toBe(siblings);
          expect(rows.positions[index]).toBeLessThanOrEqual(siblings);
        }
      }),
    );
  });

  it('of a closed tree are its outermost nodes with files on view', () => {
    const catalogue = catalogueOfPaths(['/EPOCH01/a.txt', '/EPOCH02/b.txt', '/README.md']);
    const tree = createFolderTree(catalogue);
    const all = fullBitset(3);
    const closed = visibleRows(tree, all, sumTree(tree, catalogue, all), () => false);
    expect([...closed.items].map((item) => (isFile(item) ? 'file' : tree.names[item]))).toEqual([
      'EPOCH01',
      'EPOCH02',
      'file',
    ]);
    const onlyOne = bitsetWhere(3, (row) => row === 1);
    expect(visibleRows(tree, onlyOne, sumTree(tree, catalogue, onlyOne), () => false).length).toBe(
      1,
    );
  });
});

describe('A sorted tree', () => {
  const file = (path: string, size: number | null) => ({
    path,
    size,
    rev: null,
    contentHash: null,
  });
  const catalogue = createCatalogue([
    file('/A/b.txt', 1),
    file('/A/a.txt', 9),
    file('/A/deep/c.txt', 2),
    file('/B/d.txt', 30),
    file('/C/e.txt', 5),
    file('/C/f.txt', 5),
  ]);
  const sorted = (sort: TreeSort | null, onDisk: readonly string[] = []) => {
    const base = withGrouping(withCatalogue(null, 1, catalogue), 'folders');
    const marked = withOnDisk(
      withAllOpen(base, true),
      bitsetWhere(catalogue.length, (row) => onDisk.includes(pathAt(catalogue, row))),
    );
    const browsed = withSort(marked, sort);
    return [...browsed.rows.items].map((item) => labelOfItem(browsed, item, null).name).join(' ');
  };

  it('sorts siblings by each column and back, and keeps them below their parent', () => {
    const own = 'A deep c.txt a.txt b.txt B d.txt C e.txt f.txt';
    expect(sorted(null)).toBe(own);
    expect(sorted({ by: 'name', descending: false })).toBe(own);
    expect(sorted({ by: 'name', descending: true })).toBe(
      'C f.txt e.txt B d.txt A deep c.txt b.txt a.txt',
    );
    expect(sorted({ by: 'files', descending: false })).toBe(
      'B d.txt C e.txt f.txt A deep c.txt a.txt b.txt',
    );
    expect(sorted({ by: 'size', descending: true })).toBe(
      'B d.txt A deep c.txt a.txt b.txt C e.txt f.txt',
    );
    expect(sorted({ by: 'disk', descending: true }, ['/C/f.txt', '/A/b.txt'])).toBe(
      'C f.txt e.txt A deep c.txt b.txt a.txt B d.txt',
    );
  });

  it('by what is on disk follows files that arrive', () => {
    const by = { by: 'disk', descending: true } as const;
    const open = withSort(withGrouping(withCatalogue(null, 1, catalogue), 'folders'), by);
    const now = withOnDisk(
      open,
      bitsetWhere(catalogue.length, (row) => pathAt(catalogue, row) === '/B/d.txt'),
    );
    expect(labelOfItem(now, now.rows.items[0]!, null).name).toBe('B');
  });
});

describe('A tree of folders', () => {
  it('keeps a folder together whose name is a prefix of another', () => {
    const catalogue = catalogueOfPaths(['/A/c/1.txt', '/A-b/2.txt', '/A/3.txt']);
    const tree = createFolderTree(catalogue);
    expect(tree.names).toEqual(['', 'A', 'c', 'A-b']);
    expect([...tree.ends].map((end, node) => end - tree.starts[node]!)).toEqual([3, 2, 1, 1]);
  });
});
