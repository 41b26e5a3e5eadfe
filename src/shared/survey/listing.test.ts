import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { builtinListing, listingOf } from './listing.ts';
import { OBSERVATIONS } from './observations.ts';

/** The survey's own list, where it lies beside the project. */
const PUBLISHED = new URL('../../../../shared/survey/listing-2020-04-02.txt', import.meta.url);

describe('the built-in listing', () => {
  it('is the survey’s own, by the SHA-256 of its sorted lines', () => {
    const lines = builtinListing()
      .toSorted()
      .map((path) => `${path}\n`)
      .join('');
    expect(createHash('sha256').update(lines).digest('hex')).toBe(
      'a7c94c44c6c56b0554c2bc59cb7d1e5e8dfd60f272472e0143ba20861e7421e8',
    );
  });

  it('has 42,165 paths, each once', () => {
    expect(builtinListing()).toHaveLength(42_165);
    expect(new Set(builtinListing()).size).toBe(42_165);
  });

  it.skipIf(!existsSync(PUBLISHED))('is the published file, path by path', () => {
    const published = readFileSync(PUBLISHED, 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect(builtinListing().toSorted()).toEqual(published.toSorted());
  });
});

describe('the listing of some observations', () => {
  it('holds nothing of other epochs and fields', () => {
    const some = OBSERVATIONS.filter(
      ({ epoch, field }) => epoch === '08' && field === 'VAST_2219-43A',
    );
    const paths = listingOf(some);
    expect(some.map(({ sbid }) => sbid)).toContain(11598);
    expect(paths.filter((path) => !path.startsWith('/EPOCH08/'))).toEqual(['/README.md']);
    expect(paths.filter((path) => path.includes('SB11598'))).toHaveLength(4);
    expect(paths.filter((path) => path.includes('/COMBINED/'))).toHaveLength(40);
    expect(new Set(paths).size).toBe(paths.length);
  });

  it('omits the mosaic if the release has only the tile', () => {
    const tile = OBSERVATIONS.filter(
      ({ epoch, field }) => epoch === '06x' && field === 'VAST_0012+00A',
    );
    expect(listingOf(tile).filter((path) => path.includes('/TILES/'))).toHaveLength(6);
    expect(listingOf(tile).filter((path) => path.includes('VAST_0012+00A.'))).toHaveLength(6);
    expect(listingOf(tile).some((path) => path.includes('/COMBINED/'))).toBe(false);
  });

  it('of none is the README alone', () => {
    expect(listingOf([])).toEqual(['/README.md']);
  });
});
