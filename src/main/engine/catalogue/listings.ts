import { dirname } from 'node:path';
import { builtinCatalogue } from './builtin-catalogue.ts';
import { findOnDisk } from './on-disk.ts';
import { type CatalogueStore, openCatalogueStore } from './catalogue-store.ts';
import { makeFolder } from '#main/system/disk/make-folder.ts';
import { inStateFolder } from '#main/system/disk/state-error.ts';
import { demoObservations } from '#shared/survey/demo-observations.ts';
import type { CrawlResult } from '#main/engine/dropbox/crawl.ts';
import type { Catalogue } from '#shared/catalogue/catalogue.ts';
import { catalogueOfPaths, createCatalogue } from '#shared/catalogue/create-catalogue.ts';
import { parseListing } from '#shared/catalogue/parse-listing.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { BUILTIN_LISTING_DATE, listingOf } from '#shared/survey/listing.ts';
import type { Listing, ListingSource } from '../contract/listing-calls.ts';

/** Left out of a crawl by default. */
const LEGACY = '/LEGACY';

/** Loads and stores listings as catalogues, and compares them with the disk, on the engine's thread. */
export interface Listings {
  /** Null if nothing is stored for that link. Throws AppError. */
  load(source: ListingSource): Listing | null;
  /** Stores the result of a crawl of the whole shared folder. @returns the merged listing */
  take(crawled: CrawlResult, linkKey: string | null, includeLegacy: boolean): Listing;
  /** The catalogue of the latest listing. Throws AppError `bad-usage` if `id` is an older one. */
  catalogueOf(id: number): Catalogue;
  /** Finds which files of the latest listing are below a folder. Throws AppError `bad-usage` if `id` is an older one. */
  onDisk(id: number, outputFolder: string, signal: AbortSignal): Promise<Uint32Array>;
  close(): void;
}

/**
 * @param storeFile opened or created on first use
 * @param after the number before that of the first listing
 */
export function createListings(
  storeFile: string,
  after = 0,
  now: () => number = Date.now,
): Listings {
  let store: CatalogueStore | null = null;
  let latest: { readonly id: number; readonly catalogue: Catalogue } | null = null;
  let lastId = after;
  const catalogueOf = (id: number): Catalogue => {
    if (latest?.id !== id) throw new AppError('bad-usage', 'There is a newer listing. Try again.');
    return latest.catalogue;
  };
  const opened = (): CatalogueStore =>
    (store ??= inStateFolder(dirname(storeFile), () => {
      makeFolder(dirname(storeFile));
      return openCatalogueStore(storeFile);
    }));
  const listing = (
    catalogue: Catalogue,
    listedAtMs: number,
    problems: readonly string[] = [],
  ): Listing => {
    lastId += 1;
    latest = { id: lastId, catalogue };
    return { id: lastId, catalogue, listedAtMs, problems };
  };
  const stored = (linkKey: string, problems: readonly string[]): Listing | null => {
    const catalogue = opened().load(linkKey);
    if (catalogue === null) return null;
    const listedAtMs =
      opened().listedAtMs(linkKey, '') ?? opened().describe(linkKey)?.oldestListedAtMs;
    return listing(catalogue, listedAtMs ?? now(), problems);
  };
  return {
    load(source) {
      switch (source.kind) {
        case 'builtin':
          return listing(builtinCatalogue(), Date.parse(BUILTIN_LISTING_DATE));
        case 'demo':
          return listing(catalogueOfPaths(listingOf(demoObservations('standard'))), now());
        case 'text': {
          const { paths, warnings } = parseListing(source.text);
          return listing(catalogueOfPaths(paths), now(), warnings);
        }
        default:
          return stored(source.linkKey, []);
      }
    },
    take({ files, problems }, linkKey, includeLegacy) {
      if (linkKey !== null) {
        try {
          opened().replaceAll(linkKey, files, { except: includeLegacy ? [] : [LEGACY] });
          const whole = stored(linkKey, problems);
          if (whole !== null) return whole;
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          const notice = `The listing could not be saved for the next start: ${error.message}`;
          return listing(createCatalogue(files), now(), [...problems, notice]);
        }
      }
      return listing(createCatalogue(files), now(), problems);
    },
    catalogueOf,
    async onDisk(id, outputFolder, signal) {
      const { words } = await findOnDisk(catalogueOf(id), outputFolder, signal);
      return words;
    },
    close() {
      store?.close();
      store = null;
    },
  };
}
