import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countBits } from './bitset.ts';
import { pathsOf } from './catalogue.ts';
import { compareCatalogues } from './compare-catalogues.ts';
import { createCatalogue } from './create-catalogue.ts';
import type { ListedFile } from './listed-file.ts';
import { listings } from './testing/arbitraries.ts';

const file = (path: string, facts: Partial<ListedFile> = {}): ListedFile => ({
  path,
  size: 1,
  rev: null,
  contentHash: null,
  ...facts,
});

function compare(before: readonly ListedFile[], after: readonly ListedFile[]) {
  const [earlier, later] = [createCatalogue(before), createCatalogue(after)];
  const { added, changed, gone } = compareCatalogues(earlier, later);
  return {
    added: [...pathsOf(later, added)],
    changed: [...pathsOf(later, changed)],
    gone: [...pathsOf(earlier, gone)],
  };
}

describe('Two listings', () => {
  it('differ by files that were added, changed or are gone', () => {
    expect(
      compare(
        [file('/a/1'), file('/a/2'), file('/b/1'), file('/d/1')],
        [file('/a/1'), file('/a/2', { size: 2 }), file('/a/3'), file('/c/1'), file('/d/1')],
      ),
    ).toEqual({ added: ['/a/3', '/c/1'], changed: ['/a/2'], gone: ['/b/1'] });
  });

  it.each([
    ['hashes differ', { contentHash: 'a'.repeat(64) }, { contentHash: 'b'.repeat(64) }, true],
    [
      'hashes agree, whatever the revisions',
      { contentHash: 'a'.repeat(64), rev: 'r1' },
      { contentHash: 'a'.repeat(64), rev: 'r2' },
      false,
    ],
    ['sizes differ', { size: 1 }, { size: 2 }, true],
    ['sizes agree and revisions differ', { rev: 'r1' }, { rev: 'r2' }, true],
    ['sizes and revisions agree', { rev: 'r1' }, { rev: 'r1' }, false],
    ['one size is unknown', { size: null }, { size: 2 }, false],
    ['only revisions are known', { size: null, rev: 'r1' }, { size: null, rev: 'r2' }, true],
    ['one revision is unknown', { size: null, rev: 'r1' }, { size: null }, false],
  ])('have a changed file or not if its %s', (_, before, after, isChanged) => {
    const { changed } = compare([file('/a/1', before)], [file('/a/1', after)]);
    expect(changed).toEqual(isChanged ? ['/a/1'] : []);
  });

  it('are compared as sets of paths, whatever their folders', () => {
    fc.assert(
      fc.property(listings, listings, (before, after) => {
        const earlier = new Map(before.map((each) => [each.path, each]));
        const later = new Map(after.map((each) => [each.path, each]));
        const { added, changed, gone } = compare(before, after);
        expect(new Set(added)).toEqual(new Set([...later.keys()].filter((p) => !earlier.has(p))));
        expect(new Set(gone)).toEqual(new Set([...earlier.keys()].filter((p) => !later.has(p))));
        for (const path of changed) expect(earlier.get(path)).not.toEqual(later.get(path));
      }),
    );
  });

  it('do not differ if they are the same', () => {
    fc.assert(
      fc.property(listings, (files) => {
        const catalogue = createCatalogue(files);
        const { added, changed, gone } = compareCatalogues(catalogue, catalogue);
        expect([added, changed, gone].map(countBits)).toEqual([0, 0, 0]);
      }),
    );
  });
});
