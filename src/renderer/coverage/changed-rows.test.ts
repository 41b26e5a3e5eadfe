import { describe, expect, it } from 'vitest';
import { bitsetWhere } from '#shared/catalogue/bitset.ts';
import { createCatalogue } from '#shared/catalogue/create-catalogue.ts';
import { changedRows, countChanges } from './changed-rows.ts';

const catalogue = createCatalogue(
  ['/a/1', '/a/2', '/a/3'].map((path, at) => ({ path, size: at, rev: null, contentHash: null })),
);
const only = (row: number) => bitsetWhere(3, (each) => each === row).words;
const changes = {
  since: { isBuiltin: true, listedAtMs: 0 },
  added: only(2),
  changed: only(1),
  gone: ['/b/1'],
  goneFiles: 12_000,
};

describe('The changes of a listing', () => {
  it('are added files, then changed ones, then those that are gone', () => {
    const rows = changedRows(catalogue, changes, null);
    expect(Array.from({ length: rows.length }, (_, index) => rows.at(index))).toEqual([
      { change: 'added', path: '/a/3', size: 2 },
      { change: 'changed', path: '/a/2', size: 1 },
      { change: 'gone', path: '/b/1', size: null },
    ]);
  });

  it('can be those of one kind', () => {
    expect(changedRows(catalogue, changes, 'changed').at(0).path).toBe('/a/2');
    expect(changedRows(catalogue, changes, 'changed')).toHaveLength(1);
    expect(changedRows(catalogue, changes, 'gone').at(0)).toMatchObject({ change: 'gone' });
  });

  it('count the files that are gone beyond those that are listed', () => {
    expect(countChanges(changes)).toEqual({ added: 1, changed: 1, gone: 12_000 });
  });
});
