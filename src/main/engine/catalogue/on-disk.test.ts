import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowsOf } from '#shared/catalogue/bitset.ts';
import { pathAt } from '#shared/catalogue/catalogue.ts';
import { createCatalogue } from '#shared/catalogue/create-catalogue.ts';
import { findOnDisk } from './on-disk.ts';

const names = fc.uniqueArray(
  fc
    .array(fc.constantFrom('EPOCH01', 'TILES', 'a', 'b.fits'), { minLength: 1, maxLength: 3 })
    .map((parts) => `/${parts.join('/')}/file-${parts.length}`),
  { minLength: 1, maxLength: 12 },
);

describe('findOnDisk', () => {
  it('finds each file with its listed size, and each file without a listed size', async () => {
    await fc.assert(
      fc.asyncProperty(names, fc.infiniteStream(fc.nat(3)), async (paths, kinds) => {
        const folder = mkdtempSync(join(tmpdir(), 'on-disk-'));
        try {
          const expected: string[] = [];
          const files = paths.map((path) => {
            const kind = kinds.next().value as number;
            // 0 is missing, 1 exists, 2 has another size, 3 exists and its size is not listed.
            if (kind > 0) {
              mkdirSync(dirname(join(folder, path)), { recursive: true });
              writeFileSync(join(folder, path), kind === 2 ? 'longer' : 'abc');
            }
            if (kind === 1 || kind === 3) expected.push(path);
            return { path, size: kind === 3 ? null : 3, rev: null, contentHash: null };
          });
          const catalogue = createCatalogue(files);
          const found = await findOnDisk(catalogue, folder);
          const foundPaths = [...rowsOf(found)].map((row) => pathAt(catalogue, row));
          expect(foundPaths.toSorted()).toEqual(expected.toSorted());
        } finally {
          rmSync(folder, { recursive: true, force: true });
        }
      }),
      { numRuns: 30 },
    );
  });

  it('finds nothing without the folder, and stops when it is aborted', async () => {
    const file = { path: '/EPOCH01/a', size: null, rev: null, contentHash: null };
    const catalogue = createCatalogue([file]);
    const found = await findOnDisk(catalogue, join(tmpdir(), 'no-such-folder-of-ours'));
    expect([...rowsOf(found)]).toEqual([]);
    await expect(findOnDisk(catalogue, tmpdir(), AbortSignal.abort())).rejects.toThrow();
  });
});
