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

/** Left out of a crawl unless it is asked for. */
const LEGACY = '/LEGACY';

/** Listings as catalogues: made, stored and compared with the disk here, where nobody waits for a window's sake. */
export interface Listings {
  /** Null where nothing is stored of that link. Throws AppError. */
  load(source: ListingSource): Listing | null;
  /** Stores what a crawl of the whole folder found, and gives all that is known of it now. */
  take(crawled: CrawlResult, linkKey: string | null, includeLegacy: boolean): Listing;
  /** The latest listing's. Throws AppError `bad-usage` where `id` is an older one. */
  catalogueOf(id: number): Catalogue;
  /** Which files of the latest listing are below a folder. Throws AppError `bad-usage` where `id` is an older one. */
  onDisk(id: number, outputFolder: string, signal: AbortSignal): Promise<Uint32Array>;
  close(): void;
}

/**
 * @param storeFile opened, or made, when it is needed first
 * @param after listings are numbered from here on
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
    if (latest?.id !== id) throw new AppError('bad-usage', 'There is a newer listing.');
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
          const told = `The listing is not kept for the next start: ${error.message}`;
          return listing(createCatalogue(files), now(), [...problems, told]);
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
