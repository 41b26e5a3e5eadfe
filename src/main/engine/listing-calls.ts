import type { AppPaths } from '#main/system/paths/paths.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Listings } from './catalogue/listings.ts';
import type { Connection } from './connection.ts';
import type { DropboxEvents } from './contract/dropbox-calls.ts';
import type { ListingCalls } from './contract/listing-calls.ts';
import type { Emit, HandlersOf } from './contract/part.ts';
import type { CurrentWork } from './current-work.ts';
import { crawl } from './dropbox/crawl.ts';
import { openDownloadMemory } from './verify/download-memory.ts';

export interface ListingCallsDeps {
  readonly listings: Listings;
  readonly paths: AppPaths;
  readonly work: CurrentWork;
  /** Throws AppError `bad-usage` before the first `connect`. */
  readonly connected: () => Connection;
  readonly emit: Emit<DropboxEvents>;
}

/** The engine's calls that load listings and compare them with the disk. */
export function createListingCalls({
  listings,
  paths,
  work,
  connected,
  emit,
}: ListingCallsDeps): HandlersOf<ListingCalls> {
  return {
    async loadListing(source) {
      return listings.load(source);
    },

    async refreshListing({ linkKey, includeLegacy }) {
      const crawled = await crawl(connected().link, {
        includeLegacy,
        signal: work.signal,
        onProgress: (progress) => emit('crawl', progress),
      });
      const [problem] = crawled.problems;
      // If no folder could be read, the stored listing is closer to the truth than an empty one.
      if (crawled.files.length === 0 && problem !== undefined) throw new AppError('api', problem);
      return listings.take(crawled, linkKey, includeLegacy);
    },

    async listingChanges({ catalogueId }) {
      return listings.changes(catalogueId);
    },

    async downloadRecord({ outputFolder, paths: asked }) {
      const record = openDownloadMemory(paths.queueOf(outputFolder));
      try {
        const folders = [...record.folders()];
        const downloaded = asked.filter((path) => record.knows(path));
        return { folders, downloaded, trouble: record.trouble };
      } finally {
        record.close();
      }
    },

    async findOnDisk({ catalogueId, outputFolder }) {
      return { words: await listings.onDisk(catalogueId, outputFolder, work.signal) };
    },
  };
}
