import { expect, it } from 'vitest';
import type { WantedFile } from '#shared/downloads/job.ts';
import { type QueueClient, wantFiles } from './want-files.ts';

const files: readonly WantedFile[] = Array.from({ length: 625 }, (_, index) => ({
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
  'want /f0.fits /f249.fits',
  'add /f250.fits /f499.fits',
  'add /f500.fits /f624.fits',
  'snapshot',
  'space',
];

it('hands files over in lots, all of them and each once', async () => {
  const engine = fakeEngine(null);
  expect(await wantFiles(engine, files)).toEqual({
    suspended: 7,
    neededBytes: 6_250,
    freeBytes: null,
  });
  expect(engine.calls).toEqual(added);
});

it('looks at the files on disk only where not all of them fit', async () => {
  const roomy = fakeEngine(6_250);
  expect((await wantFiles(roomy, files)).neededBytes).toBe(6_250);
  expect(roomy.calls).toEqual(added);

  const full = fakeEngine(6_249);
  expect(await wantFiles(full, files)).toMatchObject({ neededBytes: 1_875, freeBytes: 6_249 });
  expect(full.calls).toEqual([
    ...added,
    'space /f0.fits /f249.fits',
    'space /f250.fits /f499.fits',
    'space /f500.fits /f624.fits',
  ]);
});

it('pauses what was wanted earlier, also where nothing is wanted now', async () => {
  const engine = fakeEngine(null);
  await wantFiles(engine, []);
  expect(engine.calls).toEqual(['want', 'snapshot', 'space']);
});
