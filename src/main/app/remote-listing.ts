import type { CatalogueService } from '#main/app/catalogue/catalogue-service.ts';
import type { OpenedFolder } from '#main/app/connection/connection-deps.ts';
import type { Log } from '#main/system/log/log.ts';
import { linkKey } from '#main/system/paths/link-key.ts';

/** A stored listing older than this is renewed after connecting. */
const MAX_LISTING_AGE_MS = 24 * 60 * 60 * 1000;

/** The listing of the remote folder that is open. */
export interface RemoteListing {
  /** Shows what is known of a folder before it is crawled. */
  show(folder: OpenedFolder): Promise<void>;
  /** Crawls the folder and shows the result. */
  refresh(folder: OpenedFolder, includeLegacy: boolean): Promise<void>;
  /** Whether the listing on view was crawled less than a day ago. */
  isFresh(): boolean;
}

export function createRemoteListing(
  catalogue: CatalogueService,
  log: Pick<Log, 'warn'>,
): RemoteListing {
  return {
    async show({ to, sharedUrl }) {
      if (to === 'demo') {
        await catalogue.show({ kind: 'demo' }, 'demo');
        return;
      }
      const source = { kind: 'stored', linkKey: linkKey(sharedUrl) } as const;
      const stored = await catalogue.show(source, 'crawled').catch((error: unknown) => {
        log.warn(`The stored listing: ${error instanceof Error ? error.message : String(error)}`);
        return null;
      });
      // Until the crawl is done, the built-in listing is closer to the truth than another folder's.
      if (stored === null) await catalogue.show({ kind: 'builtin' }, 'builtin');
    },
    async refresh({ to, sharedUrl }, includeLegacy) {
      const isDemo = to === 'demo';
      await catalogue.refresh({
        linkKey: isDemo ? null : linkKey(sharedUrl),
        source: isDemo ? 'demo' : 'crawled',
        includeLegacy,
      });
    },
    isFresh() {
      const { source, isCrawled, listedAtMs } = catalogue;
      const isOfFolder = source === 'crawled' || (source === 'demo' && isCrawled);
      return isOfFolder && Date.now() - listedAtMs < MAX_LISTING_AGE_MS;
    },
  };
}
