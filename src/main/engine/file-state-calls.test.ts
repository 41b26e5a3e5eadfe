import { describe, expect, it } from 'vitest';
import { pathAt } from '#shared/catalogue/catalogue.ts';
import { createCatalogue } from '#shared/catalogue/create-catalogue.ts';
import { FILE_STATES } from '#shared/library/file-state.ts';
import type { CheckedFile, VerifyResult } from '#shared/library/verify-result.ts';
import { createFileStateCalls } from './file-state-calls.ts';

const HASH = 'a'.repeat(64);
const OTHER_HASH = 'b'.repeat(64);

const found = (path: string, result: VerifyResult, contentHash: string | null): CheckedFile => ({
  path,
  result,
  contentHash,
  why: null,
  size: 1,
  modifiedAtMs: 0,
  sha256: null,
});

const catalogue = createCatalogue([
  { path: '/a/1', size: 1, rev: null, contentHash: HASH },
  { path: '/a/2', size: 1, rev: null, contentHash: HASH },
  { path: '/a/3', size: 1, rev: null, contentHash: null },
  { path: '/a/4', size: 1, rev: null, contentHash: HASH },
  { path: '/a/5', size: 1, rev: null, contentHash: HASH },
]);

async function statesOf(files: readonly CheckedFile[], withResults = true) {
  const calls = createFileStateCalls({
    catalogueOf: () => catalogue,
    current: { queue: null },
    checks: { found: (outputFolder) => (outputFolder === '/out' ? files : []) },
  });
  const { states } = await calls.fileStates({ catalogueId: 1, outputFolder: '/out', withResults });
  const rows = [...states.keys()].filter((row) => FILE_STATES[states[row]!] !== 'listed');
  return Object.fromEntries(rows.map((row) => [pathAt(catalogue, row), FILE_STATES[states[row]!]]));
}

describe('The state of a file after a verification', () => {
  const files = [
    found('/a/1', 'verified', HASH),
    found('/a/2', 'verified', OTHER_HASH),
    found('/a/3', 'verified', OTHER_HASH),
    found('/a/4', 'damaged', OTHER_HASH),
    found('/a/5', 'unreadable', null),
    found('/elsewhere', 'foreign', null),
  ];

  it('is not verified if the listing has another hash since', async () => {
    expect(await statesOf(files)).toEqual({
      '/a/1': 'verified',
      '/a/3': 'verified',
      '/a/4': 'damaged',
      '/a/5': 'damaged',
    });
  });

  it('does not count while its results do not hold', async () => {
    expect(await statesOf(files, false)).toEqual({});
  });

  it('is that of a file on disk if no hash was compared', async () => {
    const unsure = [found('/a/1', 'size-only', null), found('/a/2', 'not-known', HASH)];
    expect(await statesOf([...unsure, found('/a/4', 'missing', null)])).toEqual({});
  });
});
