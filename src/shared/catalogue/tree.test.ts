import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtinListing } from '#shared/survey/listing.ts';
import { andBits, bitsetWhere, countBits, createBitset, fullBitset, hasBit } from './bitset.ts';
import { productAt } from './catalogue.ts';
import { catalogueOfPaths, createCatalogue } from './create-catalogue.ts';
import { listings } from './testing/arbitraries.ts';
import { childrenOf, createTree, labelOf, ROOT, type Tree } from './tree.ts';
import { sumTree, tickNode, tickStateOf, totalsOfNode } from './tree-ticks.ts';

const groupings = fc.constantFrom('epoch-field-product', 'field-epoch-product');

function rowsOfNode(tree: Tree, node: number): number[] {
  return [...tree.rows.subarray(tree.starts[node], tree.ends[node])];
}

describe('a tree', () => {
  it('holds each file once, below nodes that say what it is', () => {
    fc.assert(
      fc.property(listings, groupings, (files, grouping) => {
        const catalogue = createCatalogue(files);
        const tree = createTree(catalogue, grouping);
        expect(rowsOfNode(tree, ROOT).toSorted((a, b) => a - b)).toEqual(
          files.map((_, row) => row),
        );
        for (let node = 0; node < tree.levels.length; node += 1) {
          const label = labelOf(tree, node);
          for (const row of rowsOfNode(tree, node)) {
            const product = productAt(catalogue, row);
            if (label.level === 'epoch') expect(product.epoch).toBe(label.epoch);
            if (label.level === 'field') expect(product.field).toBe(label.field);
            if (label.level === 'product') expect(product).toMatchObject(label.product);
          }
        }
      }),
    );
  });

  it('divides each node among its children, no two of them alike', () => {
    fc.assert(
      fc.property(listings, groupings, (files, grouping) => {
        const tree = createTree(createCatalogue(files), grouping);
        for (let node = 0; node < tree.levels.length; node += 1) {
          const children = childrenOf(tree, node);
          const labels = children.map((child) => JSON.stringify(labelOf(tree, child)));
          expect(new Set(labels).size).toBe(labels.length);
          if (tree.levels[node] === 3) expect(children).toEqual([]);
          else {
            expect(children.flatMap((child) => rowsOfNode(tree, child))).toEqual(
              rowsOfNode(tree, node),
            );
          }
        }
      }),
    );
  });

  it('of the survey has the epochs, or the fields, in order; files without one come last', () => {
    const catalogue = catalogueOfPaths(builtinListing());
    const byEpoch = createTree(catalogue, 'epoch-field-product');
    const epochs = childrenOf(byEpoch, ROOT).map((node) => labelOf(byEpoch, node));
    expect(epochs).toHaveLength(12);
    expect(epochs[0]).toEqual({ level: 'epoch', epoch: '01' });
    expect(epochs.at(-1)).toEqual({ level: 'epoch', epoch: null });
    const byField = createTree(catalogue, 'field-epoch-product');
    const fields = childrenOf(byField, ROOT).map((node) => labelOf(byField, node));
    expect(fields).toHaveLength(114);
    expect(fields[0]).toEqual({ level: 'field', field: 'VAST_0012+00A' });
    expect(fields.at(-1)).toEqual({ level: 'field', field: null });
  });

  it('may be empty', () => {
    const catalogue = createCatalogue([]);
    const tree = createTree(catalogue, 'epoch-field-product');
    const sums = sumTree(tree, catalogue, createBitset(0));
    expect(childrenOf(tree, ROOT)).toEqual([]);
    expect(tickStateOf(tree, sums, sums, ROOT)).toBe('none');
  });
});

describe('ticks', () => {
  /** A tree with some of its files on view, and a node of it. */
  const scenes = fc
    .record({ files: listings, grouping: groupings, seed: fc.nat(), pick: fc.nat() })
    .map(({ files, grouping, seed, pick }) => {
      const catalogue = createCatalogue(files);
      const tree = createTree(catalogue, grouping);
      const onView = bitsetWhere(files.length, (row) => ((seed >>> (row % 20)) & 1) === 1);
      return { catalogue, tree, onView, node: pick % tree.levels.length };
    });

  it('of a node are ticks of all its files on view, and of no others', () => {
    fc.assert(
      fc.property(scenes, ({ catalogue, tree, onView, node }) => {
        const ticks = tickNode(tree, createBitset(catalogue.length), onView, node, true);
        const below = new Set(rowsOfNode(tree, node));
        for (let row = 0; row < catalogue.length; row += 1) {
          expect(hasBit(ticks, row)).toBe(below.has(row) && hasBit(onView, row));
        }
        const viewSums = sumTree(tree, catalogue, onView);
        const tickSums = sumTree(tree, catalogue, ticks);
        const visible = totalsOfNode(tree, viewSums, node).files;
        expect(tickStateOf(tree, viewSums, tickSums, node)).toBe(visible === 0 ? 'none' : 'all');
        const cleared = tickNode(tree, ticks, onView, node, false);
        expect(countBits(cleared)).toBe(0);
      }),
    );
  });

  it('show none, some or all as the children do', () => {
    fc.assert(
      fc.property(scenes, fc.nat(), ({ catalogue, tree, onView }, seed) => {
        const ticks = andBits(
          onView,
          bitsetWhere(catalogue.length, (row) => ((seed >>> (row % 13)) & 1) === 1),
        );
        const viewSums = sumTree(tree, catalogue, onView);
        const tickSums = sumTree(tree, catalogue, ticks);
        for (let node = 0; node < tree.levels.length; node += 1) {
          const state = tickStateOf(tree, viewSums, tickSums, node);
          const below = childrenOf(tree, node)
            .filter((child) => totalsOfNode(tree, viewSums, child).files > 0)
            .map((child) => tickStateOf(tree, viewSums, tickSums, child));
          if (below.length === 0) continue;
          if (below.every((child) => child === 'all')) expect(state).toBe('all');
          else if (below.every((child) => child === 'none')) expect(state).toBe('none');
          else expect(state).toBe('some');
        }
      }),
    );
  });

  it('leave what is ticked and not on view as it was', () => {
    const catalogue = catalogueOfPaths(['/EPOCH01/a.fits', '/EPOCH01/b.xml']);
    const tree = createTree(catalogue, 'epoch-field-product');
    const onlyFirst = bitsetWhere(2, (row) => row === 0);
    expect(countBits(tickNode(tree, fullBitset(2), onlyFirst, ROOT, false))).toBe(1);
  });

  it('sum files and bytes for every node', () => {
    fc.assert(
      fc.property(scenes, ({ catalogue, tree, onView }) => {
        const sums = sumTree(tree, catalogue, onView);
        for (let node = 0; node < tree.levels.length; node += 1) {
          const rows = rowsOfNode(tree, node).filter((row) => hasBit(onView, row));
          const sizes = rows.map((row) => catalogue.sizes[row] ?? 0);
          const known = sizes.filter((size) => !Number.isNaN(size));
          expect(totalsOfNode(tree, sums, node)).toEqual({
            files: rows.length,
            bytes: known.reduce((sum, size) => sum + size, 0),
            unknownSizes: rows.length - known.length,
          });
        }
      }),
    );
  });
});
