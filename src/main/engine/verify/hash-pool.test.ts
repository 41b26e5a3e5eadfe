import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { array, assert, boolean, constantFrom, property } from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contentHashOf } from '#main/system/integrity/content-hash.ts';
import { BLOCK_BYTES, blockCount } from '#shared/downloads/blocks.ts';
import { hashBatches, type HashItem } from './hash-batches.ts';
import { type HashOutcome, hashFiles } from './hash-pool.ts';

const NEVER = new AbortController().signal;

describe('hash batches', () => {
  const sizes = constantFrom(0, 1, 5_000, BLOCK_BYTES - 1, BLOCK_BYTES, 9 * BLOCK_BYTES + 1, 1e9);

  it('contain every block of every file once, and a whole file for its checksum', () => {
    assert(
      property(array(sizes, { maxLength: 200 }), boolean(), (all, isWhole) => {
        const items = all.map((size, id): HashItem => {
          return { id, file: `${id}`, size, whole: isWhole ? ['sha256'] : [] };
        });
        const batches = [...hashBatches(items)];
        const pieces = batches.flat();
        for (const { id, size } of items) {
          const own = pieces.filter((piece) => piece.id === id);
          expect(own.every(({ of }) => of === own.length)).toBe(true);
          let next = 0;
          for (const { first, end } of own) {
            expect(first).toBe(next);
            next = end;
          }
          expect(next).toBe(Math.max(1, blockCount(size)));
          if (isWhole) expect(own).toHaveLength(1);
        }
        for (const batch of batches) expect(batch.length).toBeLessThanOrEqual(64);
      }),
      { numRuns: 50 },
    );
  });

  it('are created lazily, one after the other', () => {
    let asked = 0;
    function* endless(): Generator<HashItem, void> {
      for (let id = 0; ; id += 1) {
        asked += 1;
        yield { id, file: '', size: 10, whole: [] };
      }
    }
    hashBatches(endless()).next();
    expect(asked).toBe(64);
  });
});

describe('hashFiles', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hash-pool-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function write(name: string, bytes: Uint8Array): string {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  }

  async function hash(
    items: Iterable<HashItem>,
    workers = 2,
    signal = NEVER,
  ): Promise<{ readonly outcomes: Map<number, HashOutcome>; readonly read: number }> {
    const outcomes = new Map<number, HashOutcome>();
    let read = 0;
    await hashFiles(items, {
      signal,
      workers: () => workers,
      onRead: (bytes) => {
        read += bytes;
      },
      onFile: (id, outcome) => outcomes.set(id, outcome),
    });
    return { outcomes, read };
  }

  it.each([1, 2, 3])('with %i workers returns the hashes of each file', async (workers) => {
    const sizes = [0, 1, 70_000, BLOCK_BYTES, BLOCK_BYTES + 1, 11 * BLOCK_BYTES + 12_345];
    const contents = sizes.map((size) => randomBytes(size));
    const items = contents.map((bytes, id): HashItem => {
      return {
        id,
        file: write(String(id), bytes),
        size: bytes.length,
        whole: id % 2 === 0 ? [] : ['sha256', 'md5'],
      };
    });
    const { outcomes, read } = await hash(items, workers);
    expect(read).toBe(sizes.reduce((sum, size) => sum + size, 0));
    for (const [id, bytes] of contents.entries()) {
      const digest = (name: string) => createHash(name).update(bytes).digest('hex');
      expect(outcomes.get(id)).toEqual({
        kind: 'hashed',
        size: bytes.length,
        contentHash: contentHashOf(bytes),
        whole: id % 2 === 0 ? {} : { sha256: digest('sha256'), md5: digest('md5') },
      });
    }
  });

  it('reports a missing file and a folder, and continues with the others', async () => {
    mkdirSync(join(folder, 'in-place'));
    const good = write('good', Buffer.from('good'));
    const { outcomes } = await hash([
      { id: 0, file: join(folder, 'gone'), size: 9 * BLOCK_BYTES, whole: [] },
      { id: 1, file: join(folder, 'in-place'), size: 5, whole: [] },
      { id: 2, file: good, size: 4, whole: [] },
    ]);
    expect(outcomes.get(0)).toMatchObject({ kind: 'failed', code: 'ENOENT' });
    expect(outcomes.get(1)).toMatchObject({ kind: 'failed', code: 'EISDIR' });
    expect(outcomes.get(2)).toMatchObject({ kind: 'hashed', size: 4 });
  });

  it('reads only the expected bytes of a file that grew or shrank', async () => {
    const file = write('file', randomBytes(BLOCK_BYTES + 7));
    const { outcomes } = await hash([{ id: 0, file, size: 20 * BLOCK_BYTES, whole: [] }]);
    expect(outcomes.get(0)).toMatchObject({ kind: 'hashed', size: BLOCK_BYTES + 7 });
  });

  it('rejects with the reason when it is aborted', async () => {
    const file = write('file', randomBytes(BLOCK_BYTES));
    const abort = new AbortController();
    const reason = new Error('enough');
    function* endless(): Generator<HashItem, void> {
      for (let id = 0; ; id += 1) {
        if (id === 50) abort.abort(reason);
        yield { id, file, size: BLOCK_BYTES, whole: [] };
      }
    }
    await expect(hash(endless(), 2, abort.signal)).rejects.toBe(reason);
  });

  it('does nothing without files', async () => {
    const { outcomes } = await hash([]);
    expect(outcomes.size).toBe(0);
  });
});
