import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allOf, bench, filesOnDisk, folder, run, useFolder } from './testing/queue-bench.ts';
import { LARGE, sourceOf } from './testing/scripted-source.ts';

useFolder();

describe('a file that differs from its listing', () => {
  it('is fetched once more if it is damaged, and fails as a disagreement if it is damaged in the same way', async () => {
    const source = sourceOf({ '/a.fits': 1_000, '/b.fits': LARGE });
    const wanted = allOf(source).map((file) => ({ ...file, contentHash: 'f'.repeat(64) }));
    const on = bench(source, {
      parallel: 1,
      retry: { maxRetries: 9, firstDelayMs: 1, longestDelayMs: 9 },
    });
    await run(source, on, wanted);
    expect(source.calls).toHaveLength(4);
    expect(on.events.filter(({ kind }) => kind === 'failed')).toMatchObject([
      { failure: { code: 'listing-disagrees' } },
      { failure: { code: 'listing-disagrees' } },
    ]);
    expect(filesOnDisk()).toEqual([]);
  });

  it('is listed again if it was replaced, and its new revision is fetched', async () => {
    const source = sourceOf({ '/a.fits': 1_000 });
    const old = { ...source.wanted('/a.fits'), rev: 'r0', contentHash: '0'.repeat(64), size: 999 };
    source.relistAs = (path) => source.wanted(path);
    const on = bench(source);
    await run(source, on, [old]);
    expect(on.events.map(({ kind }) => kind)).toEqual(['will-retry', 'done']);
    expect(on.queue.snapshot().totals.done).toEqual({ files: 1, bytes: 1_000 });
  });

  it('fails at once if the second listing is the same as the first', async () => {
    const source = sourceOf({ '/a.fits': 1_000 });
    const lie = { ...source.wanted('/a.fits'), size: 999 };
    source.relistAs = () => lie;
    const on = bench(source);
    await run(source, on, [lie]);
    expect(on.events).toMatchObject([{ kind: 'failed', failure: { code: 'listing-disagrees' } }]);
    expect(source.calls).toHaveLength(1);
  });

  it('fails at once if it no longer exists', async () => {
    const source = sourceOf({ '/a.fits': 1_000 });
    const wanted = allOf(source);
    source.contents.clear();
    const on = bench(source);
    await run(source, on, wanted);
    expect(on.events).toMatchObject([{ kind: 'failed', failure: { code: 'path-not-found' } }]);
  });

  it('is refused if this disk would overwrite another file with it', async () => {
    const source = sourceOf({ '/A/x.txt': 10, '/a/X.txt': 10, '/a/y.txt': 10 });
    const on = bench(source);
    await run(source, on);
    expect(source.calls.map(({ path }) => path)).toEqual(['/A/x.txt', '/a/y.txt']);
    expect(on.store.inState('failed')).toMatchObject([
      { path: '/a/X.txt', failure: { code: 'name-refused' } },
    ]);
  });

  it('is never written outside the output folder', async () => {
    const source = sourceOf({ '/../../outside.txt': 10, '/ok.txt': 10 });
    const on = bench(source);
    await run(source, on);
    expect(on.events.find(({ kind }) => kind === 'failed')).toMatchObject({
      failure: { code: 'name-refused' },
    });
    expect(filesOnDisk()).toEqual(['ok.txt']);
    expect(existsSync(join(dirname(folder), 'outside.txt'))).toBe(false);
  });
});
