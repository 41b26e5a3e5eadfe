import { expect, it } from 'vitest';
import type { EngineClient } from '#main/engine/contract/start-engine.ts';
import { createBitset } from '#shared/catalogue/bitset.ts';
import type { FileEvent } from '#shared/downloads/snapshot.ts';
import type { LibraryState } from '#shared/library/library-state.ts';
import { VERIFY_RESULTS, type ResultCounts } from '#shared/library/verify-result.ts';
import { LibraryService } from './library-service.ts';

const PATH = '/EPOCH01/a.fits';
const DONE: FileEvent = {
  kind: 'done',
  path: PATH,
  size: 7,
  outcome: 'fetched',
  assurance: 'verified',
};

function countsWithDamaged(files: number): ResultCounts {
  const entries = VERIFY_RESULTS.map((result) => [
    result,
    { files: result === 'damaged' ? files : 0, bytes: 0 },
  ]);
  return Object.fromEntries(entries) as ResultCounts;
}

/** A library that verified `/here` and found one damaged file there, over an engine that only answers. */
async function libraryWithDamage() {
  const states: LibraryState[] = [];
  const call = (async (name: string) => {
    if (name === 'verify') {
      return {
        counts: countsWithDamaged(1),
        checkedAtMs: 1,
        seconds: 1,
        hasSha256: false,
        trouble: null,
      };
    }
    if (name !== 'checked') return null;
    return { total: 1, rows: [{ path: PATH, result: 'damaged', why: null, size: 7 }] };
  }) as unknown as EngineClient['call'];
  const selection = { catalogueRevision: 1, words: createBitset(1).words };
  const checked = Promise.withResolvers<void>();
  const library = new LibraryService({
    engine: { call },
    catalogue: {
      catalogueId: async () => 1,
      rowsOf: async () => ({ catalogueId: 1, rows: createBitset(1) }) as never,
      rowsOfPaths: async () => ({ selection, respelled: [], missing: [] }),
      onDisk: async () => ({}) as never,
      fileIsNotGood: () => undefined,
    },
    downloads: { add: async () => undefined },
    outputFolder: () => '/here',
    wantedFiles: async () => [
      { path: PATH, size: 7, rev: null, contentHash: null, checksum: null },
    ],
    onState: ({ value }) => {
      states.push(value);
      if (value.kind === 'checked') checked.resolve();
    },
  });
  await library.begin(null, false);
  await checked.promise;
  await library.repair();
  return { library, state: () => states.at(-1) };
}

it('a late file of another output folder does not count as a repair', async () => {
  const { library, state } = await libraryWithDamage();
  library.filesHappened([DONE], '/there');
  expect(state()).toMatchObject({ counts: { damaged: { files: 1 } }, repaired: { damaged: 0 } });
  library.filesHappened([DONE], '/here');
  expect(state()).toMatchObject({ counts: { damaged: { files: 0 } }, repaired: { damaged: 1 } });
});
