import type { ListingInfo, Versioned } from '#shared/ipc/contract.ts';
import type { Api } from '../app/api.ts';
import type { Mirror } from '../app/mirror.ts';
import { type Browsed, type BrowseStore, withCatalogue, withOnDisk } from './browse-store.ts';

/** Gets the catalogue anew whenever the listing says that it is another one, and with it what is on disk. */
export function keepCatalogue(
  api: Pick<Api, 'call' | 'on'>,
  listing: Mirror<Versioned<ListingInfo>>,
  browse: BrowseStore,
): { readonly resync: () => Promise<void> } {
  let asked: number | null = null;
  let gets = 0;

  const getOnDisk = async (): Promise<void> => {
    const { catalogueRevision, words } = await api.call('catalogue.onDisk', null);
    browse.setState(({ browsed }) =>
      browsed?.revision === catalogueRevision
        ? { browsed: withOnDisk(browsed, { length: browsed.catalogue.length, words }) }
        : { browsed },
    );
  };
  const get = async (): Promise<void> => {
    gets += 1;
    const turn = gets;
    const { revision, value } = await api.call('catalogue.get', null);
    // Answers of many megabytes may overtake each other; the one that was asked for last counts.
    if (turn !== gets) return;
    asked = revision;
    browse.setState(({ browsed }) => ({ browsed: withCatalogue(browsed, revision, value) }));
    await getOnDisk();
  };
  // What fails here fails with the link, and is asked again when that is back.
  const quietly = (work: Promise<void>): void => void work.catch(() => {});

  listing.subscribe(({ current }) => {
    const revision = current?.value.catalogueRevision;
    if (revision === undefined || revision === asked) return;
    asked = revision;
    quietly(get());
  });
  api.on('catalogue.onDiskChanged', () => quietly(getOnDisk()));
  return {
    resync: () =>
      asked === null || browse.getState().browsed === null ? Promise.resolve() : get(),
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
