import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EngineClient } from '#main/engine/contract/start-engine.ts';
import { hasBit } from '#shared/catalogue/bitset.ts';
import { catalogueOfPaths } from '#shared/catalogue/create-catalogue.ts';
import { rowOfPath } from '#shared/catalogue/catalogue.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { CatalogueService } from './catalogue-service.ts';

const BROUGHT = '/EPOCH01/VAST_epoch1.csv';
const catalogue = catalogueOfPaths([BROUGHT, '/EPOCH02/VAST_epoch2.csv']);

/** Looks that were begun; each finds nothing, and ends when the test says so. */
let looks: { readonly folder: string; end(): void; fail(error: Error): void }[];
/** What the next listings fail with. */
let failures: Error[];
let folder: string;
let service: CatalogueService;

const call = (async (name: string, input: { readonly outputFolder: string }) => {
  if (name === 'loadListing') {
    const failure = failures.shift();
    if (failure !== undefined) throw failure;
    return { id: 1, catalogue, listedAtMs: 0, problems: [] };
  }
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  looks.push({ folder: input.outputFolder, end: resolve, fail: reject });
  await promise;
  return { words: new Uint32Array(1) };
}) as unknown as EngineClient['call'];

beforeEach(() => {
  looks = [];
  failures = [];
  folder = '/first';
  service = start();
});

function start(): CatalogueService {
  return new CatalogueService(
    {
      engine: { call },
      outputFolder: () => folder,
      onInfo: () => undefined,
      onDiskChanged: () => undefined,
    },
    0,
  );
}

afterEach(() => service.close());

async function nextLook() {
  await expect.poll(() => looks.length).toBeGreaterThan(0);
  return looks.shift()!;
}

const isThere = ({ words }: { readonly words: Uint32Array }): boolean =>
  hasBit({ length: catalogue.length, words }, rowOfPath(catalogue, BROUGHT));

describe('the built-in listing', () => {
  it('is read again if it could not be read at the start', async () => {
    failures = [new AppError('disk-error', 'The listing cannot be read.')];
    const again = start();
    await expect(again.info()).rejects.toThrow('The listing cannot be read.');
    expect((await again.info()).value.files).toBe(2);
    expect((await again.get()).value.length).toBe(2);
    again.close();
  });
});

describe('what is on disk', () => {
  it('has the file that came while it was being looked up', async () => {
    const found = service.onDisk();
    const look = await nextLook();
    service.fileIsThere(BROUGHT, folder);
    look.end();
    expect(isThere(await found)).toBe(true);
  });

  it('has not the file that still came into the folder of before', async () => {
    const before = service.onDisk();
    (await nextLook()).end();
    await before;
    folder = '/second';
    service.folderChanged();
    const found = service.onDisk();
    const look = await nextLook();
    service.fileIsThere(BROUGHT, '/first');
    look.end();
    expect(isThere(await found)).toBe(false);
    service.fileIsThere(BROUGHT, '/first');
    expect(isThere(await service.onDisk())).toBe(false);
    service.fileIsThere(BROUGHT, '/second');
    service.fileIsNotGood(BROUGHT, '/first');
    expect(isThere(await service.onDisk())).toBe(true);
  });

  it('is looked up again if a change of connection ended the scan', async () => {
    const found = service.onDisk();
    (await nextLook()).fail(new AppError('cancelled', 'Stopped.'));
    const again = await nextLook();
    service.fileIsThere(BROUGHT, folder);
    again.end();
    expect(isThere(await found)).toBe(true);
  });

  it('ends with the program', async () => {
    const found = service.onDisk();
    const look = await nextLook();
    service.close();
    look.fail(new AppError('cancelled', 'Stopped.'));
    await expect(found).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('has it not when it was found bad again, and not in another folder', async () => {
    const found = service.onDisk();
    const look = await nextLook();
    service.fileIsThere(BROUGHT, folder);
    service.fileIsNotGood(BROUGHT, folder);
    look.end();
    expect(isThere(await found)).toBe(false);

    service.fileIsThere(BROUGHT, folder);
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
    service.fileIsThere(BROUGHT, folder);
    folder = '/second';
    service.folderChanged();
    first.end();
    const second = await nextLook();
    expect(second.folder).toBe('/second');
    second.end();
    expect(isThere(await found)).toBe(false);
  });
});
