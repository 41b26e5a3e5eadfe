import { expect, it } from 'vitest';
import type { WantedFile } from '#shared/downloads/job.ts';
import { type QueueClient, wantFiles } from './want-files.ts';

const files: readonly WantedFile[] = Array.from({ length: 2_500 }, (_, index) => ({
  path: `/f${index}.fits`,
  size: 10,
  rev: null,
  contentHash: null,
  checksum: null,
}));

/** An engine whose disk has so much room; what it was asked, with the first and the last path of each call. */
function fakeEngine(freeBytes: number | null) {
  const calls: string[] = [];
  const call = ((name: string, input: { readonly files: readonly WantedFile[] } | null) => {
    const first = input?.files[0]?.path ?? '';
    const last = input?.files.at(-1)?.path ?? '';
    calls.push(`${name} ${first} ${last}`.trim());
    if (name === 'snapshot') return Promise.resolve({ totals: { paused: { files: 7 } } });
    if (name === 'space') {
      return Promise.resolve({ neededBytes: (input?.files.length ?? 0) * 3, freeBytes });
    }
    return Promise.resolve(null);
  }) as unknown as QueueClient['call'];
  return { calls, call };
}

const added = [
  'want /f0.fits /f999.fits',
  'add /f1000.fits /f1999.fits',
  'add /f2000.fits /f2499.fits',
  'snapshot',
  'space',
];

it('hands files over in lots, all of them and each once', async () => {
  const engine = fakeEngine(null);
  expect(await wantFiles(engine, files)).toEqual({
    suspended: 7,
    neededBytes: 25_000,
    freeBytes: null,
  });
  expect(engine.calls).toEqual(added);
});

it('looks at the files on disk only where not all of them fit', async () => {
  const roomy = fakeEngine(25_000);
  expect((await wantFiles(roomy, files)).neededBytes).toBe(25_000);
  expect(roomy.calls).toEqual(added);

  const full = fakeEngine(24_999);
  expect(await wantFiles(full, files)).toMatchObject({ neededBytes: 7_500, freeBytes: 24_999 });
  expect(full.calls).toEqual([
    ...added,
    'space /f0.fits /f999.fits',
    'space /f1000.fits /f1999.fits',
    'space /f2000.fits /f2499.fits',
  ]);
});

it('pauses what was wanted earlier, also where nothing is wanted now', async () => {
  const engine = fakeEngine(null);
  await wantFiles(engine, []);
  expect(engine.calls).toEqual(['want', 'snapshot', 'space']);
});
