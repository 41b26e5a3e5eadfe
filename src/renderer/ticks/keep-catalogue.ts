import { errorCode } from '#shared/errors/app-error.ts';
import type { ListingInfo, Versioned } from '#shared/ipc/contract.ts';
import type { Api } from '../transport/api.ts';
import { messageOf } from '../transport/message-of.ts';
import type { Mirror } from '../transport/mirror.ts';
import type { BrowseStore } from './browse-store.ts';
import type { Browsed } from './browsed.ts';
import { withCatalogue, withOnDisk } from './change-browsed.ts';

interface MirroredListing {
  readonly mirror: Mirror<Versioned<ListingInfo>>;
  readonly resync: () => Promise<void>;
}

/**
 * Loads the catalogue whenever the listing has another one, and then the marks of the files on disk. Browse shows a
 * failure, after which the same catalogue can be loaded again.
 *
 * @param onMarksFailed called if the marks of the files on disk could not be loaded
 * @returns `resync`, which loads the listing again, and whatever of it is missing; Browse shows a failure
 */
export function keepCatalogue(
  api: Pick<Api, 'call' | 'on'>,
  listing: MirroredListing,
  browse: BrowseStore,
  onMarksFailed: (error: unknown) => void = () => undefined,
): { readonly resync: () => Promise<void> } {
  /** The revision that is loaded or loading; null after a failure. */
  let asked: number | null = null;
  let gets = 0;

  const getOnDisk = async (): Promise<void> => {
    try {
      const { catalogueRevision, words } = await api.call('catalogue.onDisk', null);
      browse.setState(({ browsed }) =>
        browsed?.revision === catalogueRevision
          ? { browsed: withOnDisk(browsed, { length: browsed.catalogue.length, words }) }
          : { browsed },
      );
    } catch (error) {
      if (errorCode(error) !== 'cancelled') onMarksFailed(error);
    }
  };
  const get = async (revisionToGet: number): Promise<void> => {
    asked = revisionToGet;
    gets += 1;
    const call = gets;
    browse.setState({ problem: null });
    try {
      const { revision, value } = await api.call('catalogue.get', null);
      // Answers of many megabytes may overtake each other; the last call counts.
      if (call !== gets) return;
      asked = revision;
      browse.setState(({ browsed }) => ({ browsed: withCatalogue(browsed, revision, value) }));
    } catch (error) {
      if (call !== gets) return;
      asked = null;
      browse.setState({ problem: messageOf(error) });
      return;
    }
    await getOnDisk();
  };

  listing.mirror.subscribe(({ current }) => {
    const revision = current?.value.catalogueRevision;
    if (revision === undefined || revision === asked) return;
    void get(revision);
  });
  api.on('catalogue.onDiskChanged', () => void getOnDisk());
  return {
    async resync() {
      try {
        await listing.resync();
      } catch (error) {
        browse.setState({ problem: messageOf(error) });
        return;
      }
      const revision = listing.mirror.getState().current?.value.catalogueRevision;
      if (revision === undefined) return;
      if (revision !== asked) await get(revision);
      else if (browse.getState().browsed?.revision === revision) await getOnDisk();
    },
  };
}

/** Resolves with the state of Browse once it shows this revision of the catalogue or a later one. */
export function browsedFrom(browse: BrowseStore, revision: number): Promise<Browsed> {
  return new Promise((resolve) => {
    const stop = browse.subscribe(look);
    look(browse.getState());
    function look({ browsed }: { readonly browsed: Browsed | null }): void {
      if (browsed === null || browsed.revision < revision) return;
      stop();
      resolve(browsed);
    }
  });
}
