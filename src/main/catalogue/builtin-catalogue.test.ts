import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catalogueOfPaths } from '#shared/catalogue/create-catalogue.ts';
import { builtinListing } from '#shared/survey/listing.ts';
import { builtinCatalogue, builtinColumns } from './builtin-catalogue.ts';

describe('the built-in catalogue', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vast-pilot-columns-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is the same from the columns of the build as from the paths', () => {
    const file = join(folder, 'builtin-catalogue.bin');
    writeFileSync(file, builtinColumns());
    expect(builtinCatalogue(pathToFileURL(file))).toEqual(catalogueOfPaths(builtinListing()));
  });

  it('is made from the paths where nothing was built', () => {
    const nowhere = pathToFileURL(join(folder, 'not-there.bin'));
    expect(builtinCatalogue(nowhere)).toEqual(catalogueOfPaths(builtinListing()));
  });
});
