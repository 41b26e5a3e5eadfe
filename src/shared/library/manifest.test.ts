import { assert, constantFrom, property, string, uniqueArray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseChecksums } from '#shared/catalogue/parse-checksums.ts';
import { readDelimitedTable } from '#shared/format/delimited-table.ts';
import { manifestTable, manifestText } from './manifest.ts';
import { type CheckedFile, countResults } from './verify-result.ts';

const HEX = 'ab'.repeat(32);

function file(path: string, changes: Partial<CheckedFile> = {}): CheckedFile {
  return {
    path,
    result: 'verified',
    why: null,
    size: 5,
    modifiedAtMs: Date.UTC(2020, 3, 2),
    contentHash: HEX,
    sha256: HEX,
    ...changes,
  };
}

describe('a manifest', () => {
  it('names what was verified by a hash, from the output folder on', () => {
    const files = [
      file('/EPOCH01/a.fits'),
      file('/b', { result: 'damaged' }),
      file('/c', { result: 'size-only' }),
      file('/d', { sha256: null }),
    ];
    expect(manifestText(files)).toBe(`${HEX}  EPOCH01/a.fits\n`);
  });

  it('is read back by --checksums, with any names', () => {
    const name = string({ unit: constantFrom('a', '\\', ' ', '+', 'é', '*'), minLength: 1 }).map(
      (text) => `x${text}x`,
    );
    assert(
      property(uniqueArray(name, { minLength: 1 }), (names) => {
        const files = names.map((each) => file(`/EPOCH01/${each}`));
        const { checksums } = parseChecksums(manifestText(files));
        expect([...checksums.keys()]).toEqual(files.map(({ path }) => path));
      }),
    );
  });

  it('has a table of all that is not damaged, with how sure each is', () => {
    const files = [
      file('/a,"b"'),
      file('/c', { result: 'size-only', contentHash: null }),
      file('/d', { result: 'missing' }),
    ];
    const rows = readDelimitedTable(manifestTable(files, Date.UTC(2026, 0, 1))).rows.map(
      ({ cells }) => cells,
    );
    expect(rows).toEqual([
      ['path', 'size', 'modified', 'sha256', 'content_hash', 'assurance', 'checked'],
      ['a,"b"', '5', '2020-04-02T00:00:00.000Z', HEX, HEX, 'verified', '2026-01-01T00:00:00.000Z'],
      ['c', '5', '2020-04-02T00:00:00.000Z', HEX, '', 'size-only', '2026-01-01T00:00:00.000Z'],
    ]);
  });
});

describe('results', () => {
  it('are counted with their bytes, and none is left out', () => {
    const counts = countResults([
      file('/a'),
      file('/b'),
      file('/c', { result: 'missing', size: null }),
    ]);
    expect(counts.verified).toEqual({ files: 2, bytes: 10 });
    expect(counts.missing).toEqual({ files: 1, bytes: 0 });
    expect(counts.foreign).toEqual({ files: 0, bytes: 0 });
  });
});
