import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BLOCK_BYTES } from '#shared/downloads/blocks.ts';
import {
  allOf,
  bench,
  filesOnDisk,
  folder,
  onDisk,
  run,
  useFolder,
} from './testing/queue-bench.ts';
import { LARGE, sourceOf } from './testing/scripted-source.ts';

useFolder();

describe('a queue without errors', () => {
  it('downloads and verifies files of no, one and several blocks, and leaves no other file', async () => {
    const source = sourceOf({
      '/EPOCH01/empty.txt': 0,
      '/EPOCH01/small.xml': 1_000,
      '/EPOCH01/block.fits': BLOCK_BYTES,
      '/EPOCH01/deep/er/large.fits': LARGE,
    });
    const on = bench(source);
    await run(source, on);
    for (const [path, content] of source.contents) expect(onDisk(path).equals(content)).toBe(true);
    expect(filesOnDisk()).toEqual(['block.fits', 'empty.txt', 'large.fits', 'small.xml']);
    expect(on.events.map(({ kind }) => kind)).toEqual(['done', 'done', 'done', 'done']);
    const { phase, totals, bytesDone, bytesTotal } = on.queue.snapshot();
    expect(phase).toEqual({ kind: 'idle' });
    expect(totals.done.files).toBe(4);
    expect(bytesDone).toBe(bytesTotal);
  });

  it('fetches nothing in a second run, except files that were damaged in between', async () => {
    const source = sourceOf({ '/a.fits': 5_000, '/b.fits': LARGE });
    await run(source, bench(source));
    source.calls.length = 0;
    const again = bench(source);
    await run(source, again);
    expect(source.calls).toEqual([]);
    expect(again.events.map((event) => event.kind === 'done' && event.outcome)).toEqual([
      'kept',
      'kept',
    ]);

    const bytes = onDisk('/a.fits');
    bytes[17]! ^= 1;
    writeFileSync(join(folder, 'out/a.fits'), bytes);
    const third = bench(source);
    await run(source, third);
    expect(source.calls).toEqual([{ path: '/a.fits', offset: 0 }]);
    expect(third.events).toContainEqual(
      expect.objectContaining({ kind: 'replaced', path: '/a.fits' }),
    );
    expect(onDisk('/a.fits').equals(source.contents.get('/a.fits')!)).toBe(true);
  });

  it('fetches everything with overwrite', async () => {
    const source = sourceOf({ '/a.fits': 5_000 });
    await run(source, bench(source));
    await run(source, bench(source, { overwrite: true }));
    expect(source.calls).toHaveLength(2);
  });

  it('marks a file without a hash as size-only, and one that matches your checksum as verified', async () => {
    const source = sourceOf({ '/a.txt': 10, '/b.txt': 20, '/c.fits': LARGE });
    const md5 = (path: string): string =>
      createHash('md5').update(source.contents.get(path)!).digest('hex');
    const on = bench(source, { parallel: 1 });
    await run(source, on, [
      { ...source.wanted('/a.txt'), contentHash: null },
      {
        ...source.wanted('/b.txt'),
        contentHash: null,
        checksum: { algorithm: 'md5', hex: md5('/b.txt') },
      },
      { ...source.wanted('/c.fits'), checksum: { algorithm: 'md5', hex: md5('/c.fits') } },
    ]);
    // Small files come to their ends side by side with the next.
    expect(on.events.toSorted((a, b) => a.path.localeCompare(b.path))).toMatchObject([
      { path: '/a.txt', assurance: 'size-only' },
      { path: '/b.txt', assurance: 'verified' },
      { path: '/c.fits', assurance: 'verified' },
    ]);
  });

  it('reports that your checksum list and Dropbox disagree, and keeps no file', async () => {
    const source = sourceOf({ '/b.txt': 20, '/c.fits': LARGE });
    const on = bench(source, { parallel: 1 });
    const checksum = { algorithm: 'md5', hex: '0'.repeat(32) } as const;
    await run(
      source,
      on,
      allOf(source).map((file) => ({ ...file, checksum })),
    );
    expect(on.events).toMatchObject([
      { kind: 'failed', failure: { code: 'listing-disagrees' } },
      { kind: 'failed', failure: { code: 'listing-disagrees' } },
    ]);
    expect(filesOnDisk()).toEqual([]);
  });
});

describe('a new run on the same queue', () => {
  it('suspends files that it does not include', async () => {
    const source = sourceOf({ '/a.fits': 10, '/b.fits': 10 });
    const first = bench(source);
    first.queue.want(allOf(source));
    const second = bench(source);
    expect(second.queue.want([source.wanted('/b.fits')])).toBe(1);
    await second.queue.start();
    await second.queue.whenSettled();
    expect(filesOnDisk()).toEqual(['b.fits']);
    expect(second.queue.snapshot().totals.paused.files).toBe(1);
  });

  it('downloads catalogues before images', async () => {
    const source = sourceOf({
      '/EPOCH01/COMBINED/STOKESI_IMAGES/VAST_0918+00A.EPOCH01.I.fits': 10,
      '/EPOCH01/COMBINED/STOKESI_SELAVY/VAST_0918+00A.EPOCH01.I.selavy.components.txt': 10,
      '/EPOCH01/VAST_epoch1.csv': 10,
    });
    await run(source, bench(source, { parallel: 1 }));
    expect(source.calls.map(({ path }) => path.split('.').at(-1))).toEqual(['csv', 'txt', 'fits']);
  });
});
