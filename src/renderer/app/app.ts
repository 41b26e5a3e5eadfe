import { createStore, type StoreApi } from 'zustand/vanilla';
import type {
  AppContract,
  AppInfo,
  CutoutsState,
  ListingInfo,
  SampState,
  Settings,
  Versioned,
} from '#shared/ipc/contract.ts';
import type { LibraryState } from '#shared/library/library-state.ts';
import type { ConnectionState } from '#shared/ipc/connection-state.ts';
import { type BrowseStore, createBrowseStore } from '../ticks/browse-store.ts';
import type { Browsed } from '../ticks/browsed.ts';
import { keepCatalogue } from '../ticks/keep-catalogue.ts';
import { NOTHING_WATCHED, type QueueWatch, watchQueue } from './queue-watch.ts';
import { type Api, onReconnected } from '../transport/api.ts';
import { messageOf } from '../transport/message-of.ts';
import { createMirror, type Mirror } from '../transport/mirror.ts';
import type { Views } from './views.ts';
import { keepSources, type SourceKeeper } from '../source-lists/source-keeper.ts';
import { createTableReader, startSourcesWorker } from '../source-lists/table-reader.ts';
import { createToasts, type Toasts } from './toasts.ts';

export { messageOf };

export interface App {
  readonly api: Api;
  readonly views: Views;
  readonly toasts: Toasts;
  readonly info: StoreApi<{ readonly info: AppInfo | null }>;
  readonly connection: Mirror<Versioned<ConnectionState>>;
  readonly listing: Mirror<Versioned<ListingInfo>>;
  readonly cutouts: Mirror<Versioned<CutoutsState>>;
  readonly library: Mirror<Versioned<LibraryState>>;
  readonly samp: Mirror<Versioned<SampState>>;
  readonly settings: Mirror<Versioned<Settings>>;
  readonly queue: StoreApi<QueueWatch>;
  readonly browse: BrowseStore;
  readonly sources: SourceKeeper;
  /** Changes what Browse shows; does nothing before the first catalogue. */
  readonly browseWith: (change: (browsed: Browsed) => Browsed) => void;
  /** Loads the listing and its catalogue again after a failure. */
  readonly readListing: () => void;
  /** Calls main. A toast shows failures, and the result is undefined. */
  readonly ask: <K extends keyof AppContract['calls']>(
    name: K,
    input: AppContract['calls'][K]['input'],
  ) => Promise<AppContract['calls'][K]['output'] | undefined>;
}

/** Calls that change nothing: after them an Undo is still what the user may want. */
const QUESTIONS: ReadonlySet<keyof AppContract['calls']> = new Set([
  'connection.wouldEnd',
  'dialogs.chooseFolder',
  'dialogs.saveText',
  'downloads.filesOnDisk',
  'downloads.paths',
  'downloads.report',
  'downloads.showFile',
  'downloads.showFolder',
  'library.manifest',
  'plan.list',
  'samp.sendFile',
  'app.showLog',
]);

/** Mirrors main's state, and updates the mirrors after every reconnection. */
export function createApp(api: Api, views: Views): App {
  const toasts = createToasts();
  const info = createStore<{ readonly info: AppInfo | null }>(() => ({ info: null }));
  const browse = createBrowseStore();
  const queue = createStore<QueueWatch>(() => NOTHING_WATCHED);

  const ask: App['ask'] = async (name, input) => {
    if (!QUESTIONS.has(name)) toasts.userActs();
    const succeed = toasts.begin();
    try {
      const answer = await api.call(name, input);
      succeed();
      return answer;
    } catch (error) {
      toasts.show(messageOf(error), { tone: 'problem', lasts: 'until-success' });
      return undefined;
    }
  };

  const connection = createMirror<Versioned<ConnectionState>>({
    subscribe: (listener) => api.on('connection.changed', listener),
    snapshot: () => api.call('connection.get', null),
  });
  const settings = createMirror<Versioned<Settings>>({
    subscribe: (listener) => api.on('settings.changed', listener),
    snapshot: () => api.call('settings.get', null),
  });
  const listing = createMirror<Versioned<ListingInfo>>({
    subscribe: (listener) => api.on('catalogue.changed', listener),
    snapshot: () => api.call('catalogue.info', null),
  });
  const cutouts = createMirror<Versioned<CutoutsState>>({
    subscribe: (listener) => api.on('cutouts.changed', listener),
    snapshot: () => api.call('cutouts.get', null),
  });
  const library = createMirror<Versioned<LibraryState>>({
    subscribe: (listener) => api.on('library.changed', listener),
    snapshot: () => api.call('library.get', null),
  });
  const samp = createMirror<Versioned<SampState>>({
    subscribe: (listener) => api.on('samp.changed', listener),
    snapshot: () => api.call('samp.get', null),
  });
  const snapshots = createMirror({
    subscribe: (listener) => api.on('downloads.changed', listener),
    snapshot: () => api.call('downloads.get', null),
  });

  snapshots.mirror.subscribe(({ current }) => {
    if (current !== null) queue.setState(watchQueue(queue.getState(), current, Date.now()), true);
  });
  const showFailure = (error: unknown): void => {
    // While the transport is lost, a banner shows it, and everything is loaded again afterwards.
    if (api.link.getState().state === 'open') toasts.show(messageOf(error), { tone: 'problem' });
  };
  const catalogue = keepCatalogue(api, listing, browse, showFailure);

  const sources = keepSources(api, createTableReader(startSourcesWorker), showFailure);

  const shownNotices = new Set<string>();
  const mirrors = [connection, settings, listing, library, cutouts, samp, snapshots, sources];
  const loadInfo = async (): Promise<void> => {
    const answer = await api.call('app.info', null);
    const before = info.getState().info;
    if (before !== null && answer.serverId !== before.serverId) {
      for (const { forgetRevision } of mirrors) forgetRevision();
    }
    info.setState({ info: answer });
    for (const notice of answer.notices) {
      if (!shownNotices.has(notice)) toasts.show(notice, { tone: 'problem' });
      shownNotices.add(notice);
    }
  };
  const resync = (): void => {
    loadInfo()
      .catch(showFailure)
      .then(() =>
        Promise.all([
          ...[connection, settings, library, cutouts, samp, snapshots, sources].map((each) =>
            each.resync(),
          ),
          catalogue.resync(),
        ]),
      )
      .catch(showFailure);
  };
  onReconnected(api, resync);
  resync();

  return {
    api,
    views,
    toasts,
    info,
    connection: connection.mirror,
    listing: listing.mirror,
    cutouts: cutouts.mirror,
    library: library.mirror,
    samp: samp.mirror,
    settings: settings.mirror,
    queue,
    browse,
    sources,
    readListing: () => void catalogue.resync(),
    ask,
    browseWith(change) {
      const { browsed } = browse.getState();
      if (browsed === null) return;
      const next = change(browsed);
      if (next.ticks !== browsed.ticks) toasts.userActs();
      browse.setState({ browsed: next });
    },
  };
}
