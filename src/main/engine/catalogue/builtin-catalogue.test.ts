import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catalogueOfPaths } from '#shared/catalogue/create-catalogue.ts';
import { encodeMessage } from '#shared/ipc/message-codec.ts';
import { builtinListing } from '#shared/survey/listing.ts';
import { builtinCatalogue, builtinColumns } from './builtin-catalogue.ts';

describe('the built-in catalogue', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vast-pilot-columns-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is equal from the columns of the build and from the paths', () => {
    const file = join(folder, 'builtin-catalogue.bin');
    writeFileSync(file, builtinColumns());
    expect(builtinCatalogue(pathToFileURL(file))).toEqual(catalogueOfPaths(builtinListing()));
  });

  it('is made from the paths without a build', () => {
    const nowhere = pathToFileURL(join(folder, 'not-there.bin'));
    expect(builtinCatalogue(nowhere)).toEqual(catalogueOfPaths(builtinListing()));
  });

  it('is made from the paths if the sources are newer than the build', () => {
    const file = join(folder, 'builtin-catalogue.bin');
    const other = catalogueOfPaths(['/EPOCH01/a.fits']);
    writeFileSync(file, encodeMessage(other));
    expect(builtinCatalogue(pathToFileURL(file)).length).toBe(1);
    utimesSync(file, 1_500_000_000, 1_500_000_000);
    expect(builtinCatalogue(pathToFileURL(file)).length).toBe(42_165);
  });

  it('is made from the paths if the columns are damaged', () => {
    const file = join(folder, 'builtin-catalogue.bin');
    writeFileSync(file, builtinColumns().subarray(0, 1_000));
    expect(builtinCatalogue(pathToFileURL(file)).length).toBe(42_165);
  });
});
