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
 * Gets the catalogue whenever the listing has another one, and with it what is on disk. A failure is shown in Browse and
 * forgets what was asked for, so that the same catalogue can be asked for again.
 *
 * @param onMarksFailed told where the marks of what is on disk could not be got
 * @returns what asks again for the listing, and for what of it is not here yet; Browse shows a failure
 */
export function keepCatalogue(
  api: Pick<Api, 'call' | 'on'>,
  listing: MirroredListing,
  browse: BrowseStore,
  onMarksFailed: (error: unknown) => void = () => undefined,
): { readonly resync: () => Promise<void> } {
  /** The revision that is here, or under way; null after a failure. */
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
    const turn = gets;
    browse.setState({ problem: null });
    try {
      const { revision, value } = await api.call('catalogue.get', null);
      // Answers of many megabytes may overtake each other; the one that was asked for last counts.
      if (turn !== gets) return;
      asked = revision;
      browse.setState(({ browsed }) => ({ browsed: withCatalogue(browsed, revision, value) }));
    } catch (error) {
      if (turn !== gets) return;
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

/** What is browsed, as soon as that is the listing of this revision or a later one. */
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
