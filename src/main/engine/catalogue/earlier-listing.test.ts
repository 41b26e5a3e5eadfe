import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bitset, rowsOf } from '#shared/catalogue/bitset.ts';
import { type Catalogue, pathAt } from '#shared/catalogue/catalogue.ts';
import type { ListedFile } from '#shared/catalogue/listed-file.ts';
import { builtinListing } from '#shared/survey/listing.ts';
import type { Listing } from '../contract/listing-calls.ts';
import { createListings, type Listings } from './listings.ts';

let folder: string;
let listings: Listings;
let nowMs = 0;

const open = (): Listings => createListings(join(folder, 'catalogue.db'), 0, () => nowMs);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'earlier-listing-'));
  listings = open();
});
afterEach(() => {
  listings.close();
  rmSync(folder, { recursive: true });
});

const file = (path: string, size = 1): ListedFile => ({ path, size, rev: null, contentHash: null });

function take(files: readonly ListedFile[], linkKey: string | null = 'link'): Listing {
  return listings.take({ files, problems: [] }, linkKey, true);
}

function changesOf({ id, catalogue }: Listing) {
  const changes = listings.changes(id);
  if (changes === null) return null;
  return {
    isBuiltin: changes.since.isBuiltin,
    added: pathsOf(catalogue, changes.added),
    changed: pathsOf(catalogue, changes.changed),
    gone: changes.gone,
  };
}

function pathsOf(catalogue: Catalogue, words: Uint32Array): readonly string[] {
  const bits: Bitset = { length: catalogue.length, words };
  return [...rowsOf(bits)].map((row) => pathAt(catalogue, row));
}

const CHANGES = { isBuiltin: false, added: ['/a/3'], changed: ['/a/2'], gone: ['/a/1'] };

describe('A listing', () => {
  it('shows what has changed since the one before, also after a restart', () => {
    take([file('/a/1'), file('/a/2')]);
    expect(changesOf(take([file('/a/2', 2), file('/a/3')]))).toEqual(CHANGES);
    listings.close();
    listings = open();
    expect(changesOf(listings.load({ kind: 'stored', linkKey: 'link' })!)).toEqual(CHANGES);
  });

  it('keeps what has changed if the same files are listed again', () => {
    take([file('/a/1'), file('/a/2')]);
    take([file('/a/2', 2), file('/a/3')]);
    expect(changesOf(take([file('/a/2', 2), file('/a/3')]))).toEqual(CHANGES);
    expect(changesOf(take([file('/a/2', 2), file('/a/3'), file('/a/4')]))).toEqual({
      isBuiltin: false,
      added: ['/a/4'],
      changed: [],
      gone: [],
    });
  });

  it('is compared with the built-in one if it is the first of its link', () => {
    const known = builtinListing();
    const first = take([...known.slice(1), '/new'].map((path) => file(path)));
    expect(changesOf(first)).toEqual({
      isBuiltin: true,
      added: ['/new'],
      changed: [],
      gone: [known[0]],
    });
  });

  it('of one link is not compared with that of another', () => {
    take([file('/a/1')], 'other');
    expect(changesOf(take([file('/a/1')]))?.isBuiltin).toBe(true);
  });

  it('that is not stored is compared with the one on view', () => {
    take([file('/a/1'), file('/a/2')], null);
    expect(changesOf(take([file('/a/2', 2), file('/a/3')], null))).toEqual(CHANGES);
  });

  it('has no changes if it is the built-in one, and none once there is a newer one', () => {
    const builtin = listings.load({ kind: 'builtin' })!;
    expect(listings.changes(builtin.id)).toBeNull();
    take([file('/a/1')]);
    expect(() => listings.changes(builtin.id)).toThrow(/newer listing/);
  });
});
