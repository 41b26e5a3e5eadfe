import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { assert, asyncProperty, constantFrom, uniqueArray, record, uint8Array } from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contentHashOf } from '#main/system/integrity/content-hash.ts';
import type { WantedFile } from '#shared/downloads/job.ts';
import type { CheckedFile, VerifyProgress } from '#shared/library/verify-result.ts';
import { findForeign } from './find-foreign.ts';
import { foldersOnDisk } from '#main/system/disk/folders-on-disk.ts';
import { type LibraryRequest, verifyLibrary } from './verify-library.ts';

const NEVER = new AbortController().signal;
const BYTES = Buffer.from('the sky at 888 MHz');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'library-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, bytes: Uint8Array = BYTES): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), bytes);
}

function listed(path: string, changes: Partial<WantedFile> = {}): WantedFile {
  return {
    path,
    size: BYTES.length,
    rev: null,
    contentHash: contentHashOf(BYTES),
    checksum: null,
    ...changes,
  };
}

async function verify(
  files: readonly WantedFile[],
  changes: Partial<LibraryRequest> = {},
  onProgress?: (progress: VerifyProgress) => void,
): Promise<readonly CheckedFile[]> {
  return await verifyLibrary(
    {
      files,
      fileOf: (path) => join(folder, path),
      isExpected: () => true,
      withSha256: false,
      ...changes,
    },
    { signal: NEVER, ...(onProgress === undefined ? {} : { onProgress }) },
  );
}

describe('a file', () => {
  it('with the listed hash is verified', async () => {
    write('/a');
    const [file] = await verify([listed('/a')]);
    expect(file).toMatchObject({ result: 'verified', size: BYTES.length, sha256: null });
    expect(file?.modifiedAtMs).toBe(Math.floor(statSync(join(folder, 'a')).mtimeMs));
  });

  it('with a different size is damaged without being read', async () => {
    write('/a');
    const progress: VerifyProgress[] = [];
    const rows = await verify([listed('/a', { size: 5 })], {}, (each) => progress.push(each));
    expect(rows).toMatchObject([{ result: 'damaged', why: 'has 18 bytes instead of 5' }]);
    expect(progress.at(-1)).toMatchObject({ filesDone: 1, filesTotal: 1, bytesTotal: 0 });
  });

  it('with a different content_hash or checksum is damaged, and the reason names which', async () => {
    write('/a');
    const sha256 = createHash('sha256').update('other').digest('hex');
    const rows = await verify([
      listed('/a', { contentHash: '0'.repeat(64) }),
      listed('/a', { checksum: { algorithm: 'sha256', hex: sha256 } }),
      listed('/a', { checksum: { algorithm: 'md5', hex: '0'.repeat(32) }, contentHash: null }),
    ]);
    expect(rows.map(({ result, why }) => [result, why])).toEqual([
      ['damaged', 'has a different content_hash than the listing'],
      ['damaged', 'has a different sha256 than your checksum list'],
      ['damaged', 'has a different md5 than your checksum list'],
    ]);
  });

  it('without a known hash is never verified', async () => {
    write('/a');
    const rows = await verify([
      listed('/a', { contentHash: null }),
      listed('/a', { contentHash: null, size: null }),
    ]);
    expect(rows.map(({ result }) => result)).toEqual(['size-only', 'not-known']);
  });

  it('is compared with its hash at download time if the listing has none', async () => {
    write('/a');
    write('/b', Buffer.from('rotten'));
    const paths = ['/a', '/b'].map((path) => listed(path, { contentHash: null, size: null }));
    const rows = await verify(paths, { recall: () => contentHashOf(BYTES) });
    expect(rows.map(({ result, why }) => [result, why])).toEqual([
      ['verified', null],
      ['damaged', 'has a different content_hash than when it was downloaded'],
    ]);
  });

  it('that does not exist is missing only if it is expected', async () => {
    const files = [listed('/a'), listed('/b')];
    const rows = await verify(files, { isExpected: (path) => path === '/b' });
    expect(rows).toMatchObject([{ path: '/b', result: 'missing', size: null }]);
  });

  it('whose name a folder has, or whose folder is a file, is not found as a file', async () => {
    write('/a/b');
    const rows = await verify([listed('/a'), listed('/a/b/c')]);
    expect(rows.map(({ result }) => result)).toEqual(['unreadable', 'missing']);
  });

  it('gets its SHA-256 in the same pass, even if nothing is known of it', async () => {
    write('/a');
    const sha256 = createHash('sha256').update(BYTES).digest('hex');
    const rows = await verify([listed('/a'), listed('/a', { contentHash: null })], {
      withSha256: true,
    });
    expect(rows).toMatchObject([
      { result: 'verified', sha256 },
      { result: 'size-only', sha256 },
    ]);
  });
});

describe('a verification', () => {
  it('finds exactly the changes made to files, in the order of the listing', async () => {
    const deed = constantFrom('none', 'flip', 'cut', 'remove');
    const file = record({
      name: constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      bytes: uint8Array({ minLength: 2, maxLength: 3_000 }),
      deed,
    });
    await assert(
      asyncProperty(
        uniqueArray(file, { selector: ({ name }) => name, maxLength: 6 }),
        async (files) => {
          const wanted = files.map(({ name, bytes }) =>
            listed(`/${name}`, { size: bytes.length, contentHash: contentHashOf(bytes) }),
          );
          for (const { name, bytes, deed: done } of files) {
            const changed = Uint8Array.from(bytes);
            if (done === 'flip') changed[bytes.length >> 1]! ^= 0x10;
            write(`/${name}`, done === 'cut' ? changed.subarray(1) : changed);
            if (done === 'remove') rmSync(join(folder, name));
          }
          const rows = await verify(wanted);
          const resultOf = {
            none: 'verified',
            flip: 'damaged',
            cut: 'damaged',
            remove: 'missing',
          };
          expect(rows.map(({ path, result }) => [path, result])).toEqual(
            files.map((each) => [`/${each.name}`, resultOf[each.deed]]),
          );
        },
      ),
      { numRuns: 15 },
    );
  });

  it('reports all files and bytes at the end', async () => {
    for (const name of ['a', 'b', 'c']) write(`/${name}`);
    const progress: VerifyProgress[] = [];
    await verify(
      ['a', 'b', 'c'].map((name) => listed(`/${name}`)),
      {},
      (each) => progress.push(each),
    );
    const bytes = 3 * BYTES.length;
    expect(progress[0]).toMatchObject({ filesDone: 0, filesTotal: 3, bytesTotal: bytes });
    expect(progress.at(-1)).toMatchObject({ filesDone: 3, bytesDone: bytes, etaSeconds: 0 });
  });

  it('rejects with the reason when it is stopped', async () => {
    write('/a');
    const request = { files: [listed('/a')], fileOf: () => '', isExpected: () => true };
    const reason = new Error('enough');
    const work = verifyLibrary(
      { ...request, withSha256: false },
      { signal: AbortSignal.abort(reason) },
    );
    await expect(work).rejects.toBe(reason);
  });
});

describe('foreign files', () => {
  const search = { known: new Set(['/EPOCH01/a']), folders: null, except: ['demo-survey'] };

  it('are those that are neither in the listing nor our own', async () => {
    for (const path of [
      '/EPOCH01/a',
      '/EPOCH01/a.part',
      '/EPOCH01/a.part.journal',
      '/.vast-pilot.lock',
      '/SHA256SUMS',
      '/SHA256SUMS.csv',
      '/demo-survey/EPOCH01/a',
      '/EPOCH01/b',
      '/notes/mine.txt',
      '/EPOCH01/SHA256SUMS',
    ]) {
      write(path);
    }
    expect(await findForeign(folder, search, NEVER)).toEqual([
      '/EPOCH01/SHA256SUMS',
      '/EPOCH01/b',
      '/notes/mine.txt',
    ]);
  });

  it('are searched only in the given folders', async () => {
    write('/EPOCH01/b');
    write('/EPOCH01/deep/c');
    write('/EPOCH02/d');
    const found = await findForeign(folder, { ...search, folders: ['/EPOCH01'] }, NEVER);
    expect(found).toEqual(['/EPOCH01/b']);
  });

  it('include no links, and nothing behind a link', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'elsewhere-'));
    writeFileSync(join(elsewhere, 'x'), '');
    symlinkSync(elsewhere, join(folder, 'link'));
    symlinkSync(join(elsewhere, 'x'), join(folder, 'file'));
    expect(await findForeign(folder, search, NEVER)).toEqual([]);
    rmSync(elsewhere, { recursive: true });
  });

  it('do not exist without an output folder', async () => {
    expect(await findForeign(join(folder, 'gone'), search, NEVER)).toEqual([]);
  });
});

describe('foldersOnDisk', () => {
  it('returns folders with files below those of the survey, follows links, and stops at loops', async () => {
    write('/EPOCH01/COMBINED/a');
    write('/README');
    write('/notes/n');
    const elsewhere = mkdtempSync(join(tmpdir(), 'elsewhere-'));
    writeFileSync(join(elsewhere, 'x'), '');
    symlinkSync(elsewhere, join(folder, 'EPOCH02'));
    symlinkSync(folder, join(folder, 'EPOCH01/round'));
    const tops = new Set(['/EPOCH01', '/EPOCH02', '/EPOCH08']);
    expect(await foldersOnDisk(folder, tops, NEVER)).toEqual(['', '/EPOCH01/COMBINED', '/EPOCH02']);
    rmSync(elsewhere, { recursive: true });
  });
});
