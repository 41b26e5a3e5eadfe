import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EngineClient } from '#main/engine/start-engine.ts';
import { hasBit } from '#shared/catalogue/bitset.ts';
import { catalogueOfPaths } from '#shared/catalogue/create-catalogue.ts';
import { rowOfPath } from '#shared/catalogue/catalogue.ts';
import { CatalogueService } from './catalogue-service.ts';

const BROUGHT = '/EPOCH01/VAST_epoch1.csv';
const catalogue = catalogueOfPaths([BROUGHT, '/EPOCH02/VAST_epoch2.csv']);

/** Looks that were begun; each finds nothing, and ends when the test says so. */
let looks: { readonly folder: string; end(): void }[];
let folder: string;
let service: CatalogueService;

const call = (async (name: string, input: { readonly outputFolder: string }) => {
  if (name === 'loadListing') return { id: 1, catalogue, listedAtMs: 0, problems: [] };
  const { promise, resolve } = Promise.withResolvers<void>();
  looks.push({ folder: input.outputFolder, end: resolve });
  await promise;
  return { words: new Uint32Array(1) };
}) as unknown as EngineClient['call'];

beforeEach(() => {
  looks = [];
  folder = '/first';
  service = new CatalogueService(
    {
      engine: { call },
      outputFolder: () => folder,
      onInfo: () => undefined,
      onDiskChanged: () => undefined,
    },
    0,
  );
});
afterEach(() => service.close());

async function nextLook() {
  await expect.poll(() => looks.length).toBeGreaterThan(0);
  return looks.shift()!;
}

const isThere = ({ words }: { readonly words: Uint32Array }): boolean =>
  hasBit({ length: catalogue.length, words }, rowOfPath(catalogue, BROUGHT));

describe('what is on disk', () => {
  it('has the file that came while it was being looked up', async () => {
    const found = service.onDisk();
    const look = await nextLook();
    service.fileIsThere(BROUGHT);
    look.end();
    expect(isThere(await found)).toBe(true);
  });

  it('has it not when it was found bad again, and not in another folder', async () => {
    const found = service.onDisk();
    const look = await nextLook();
    service.fileIsThere(BROUGHT);
    service.fileIsNotGood(BROUGHT);
    look.end();
    expect(isThere(await found)).toBe(false);

    service.fileIsThere(BROUGHT);
    folder = '/second';
    service.folderChanged();
    const elsewhere = service.onDisk();
    const second = await nextLook();
    expect(second.folder).toBe('/second');
    second.end();
    expect(isThere(await elsewhere)).toBe(false);
  });

  it('is looked up where files are by now when the folder changes meanwhile', async () => {
    const found = service.onDisk();
    const first = await nextLook();
    service.fileIsThere(BROUGHT);
    folder = '/second';
    service.folderChanged();
    first.end();
    const second = await nextLook();
    expect(second.folder).toBe('/second');
    second.end();
    expect(isThere(await found)).toBe(false);
  });
});
