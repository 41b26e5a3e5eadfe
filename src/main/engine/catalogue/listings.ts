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
import { spellPaths, warnOfSpelling } from '#shared/catalogue/find-paths.ts';
import { parseListing } from '#shared/catalogue/parse-listing.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { BUILTIN_LISTING_DATE, listingOf } from '#shared/survey/listing.ts';
import type { Listing, ListingChanges, ListingSource } from '../contract/listing-calls.ts';
import { changesSince, type EarlierListing, earlierOf, keepingEarlier } from './earlier-listing.ts';

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
  /** How the latest listing differs from the one before. Throws AppError `bad-usage` if `id` is an older one. */
  changes(id: number): ListingChanges | null;
  /** Finds which files of the latest listing are below a folder. Throws AppError `bad-usage` if `id` is an older one. */
  onDisk(id: number, outputFolder: string, signal: AbortSignal): Promise<Uint32Array>;
  close(): void;
}

interface Latest {
  readonly id: number;
  readonly catalogue: Catalogue;
  readonly listedAtMs: number;
  /** Loads the listing that this one is compared with; null if there is none. */
  readonly earlier: () => EarlierListing | null;
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
  let latest: Latest | null = null;
  let lastId = after;
  /** The crawled demo, which is the same each time: kept until this process ends, and not stored. */
  let demo: { readonly catalogue: Catalogue; readonly listedAtMs: number } | null = null;
  const latestOf = (id: number): Latest => {
    if (latest?.id !== id) throw new AppError('bad-usage', 'There is a newer listing. Try again.');
    return latest;
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
    earlier: Latest['earlier'] = () => null,
  ): Listing => {
    lastId += 1;
    latest = { id: lastId, catalogue, listedAtMs, earlier };
    return { id: lastId, catalogue, listedAtMs, problems };
  };
  const stored = (linkKey: string, problems: readonly string[]): Listing | null => {
    const catalogue = opened().load(linkKey);
    if (catalogue === null) return null;
    const listedAtMs =
      opened().listedAtMs(linkKey, '') ?? opened().describe(linkKey)?.oldestListedAtMs;
    return listing(catalogue, listedAtMs ?? now(), problems, () => earlierOf(opened(), linkKey));
  };
  /** For a listing that is not stored: the one on view before it. */
  const onView = (): Latest['earlier'] => {
    if (latest === null) return () => null;
    // Not `latest` itself: it would keep all listings before it in memory.
    const { catalogue, listedAtMs } = latest;
    return () => ({ catalogue, listedAtMs, isBuiltin: false });
  };
  return {
    load(source) {
      switch (source.kind) {
        case 'builtin':
          return listing(builtinCatalogue(), Date.parse(BUILTIN_LISTING_DATE));
        case 'demo':
          return demo === null
            ? listing(catalogueOfPaths(listingOf(demoObservations('standard'))), now())
            : listing(demo.catalogue, demo.listedAtMs);
        case 'text': {
          const { paths: typed, warnings } = parseListing(source.text);
          // Dropbox ignores case, so a listing in other capitals means the same files.
          const { paths, respelled } = spellPaths(builtinCatalogue(), typed);
          const problems = [...warnings, ...warnOfSpelling(respelled)];
          return listing(catalogueOfPaths(paths), now(), problems, onView());
        }
        default:
          return stored(source.linkKey, []);
      }
    },
    take({ files, problems }, linkKey, includeLegacy) {
      if (linkKey !== null) {
        try {
          const whole = keepingEarlier(opened(), linkKey, () => {
            opened().replaceAll(linkKey, files, { except: includeLegacy ? [] : [LEGACY] });
            return stored(linkKey, problems);
          });
          if (whole !== null) return whole;
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          const notice = `The listing could not be saved for the next start: ${error.message}`;
          return listing(createCatalogue(files), now(), [...problems, notice]);
        }
      }
      const crawled = listing(createCatalogue(files), now(), problems, onView());
      if (problems.length === 0) demo = crawled;
      return crawled;
    },
    catalogueOf: (id) => latestOf(id).catalogue,
    changes(id) {
      const { catalogue, earlier } = latestOf(id);
      const before = earlier();
      return before === null ? null : changesSince(before, catalogue);
    },
    async onDisk(id, outputFolder, signal) {
      const { words } = await findOnDisk(latestOf(id).catalogue, outputFolder, signal);
      return words;
    },
    close() {
      store?.close();
      store = null;
    },
  };
}
