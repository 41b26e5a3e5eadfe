import { createStore, type StoreApi } from 'zustand/vanilla';
import { VIEWS, type ViewId } from '#shared/ipc/views.ts';

export interface Views {
  readonly store: StoreApi<{ readonly view: ViewId }>;
  go(view: ViewId): void;
}

/** Which view is shown. The hash of the address keeps it, so that back and reload work in a browser. */
export function createViews(page: Pick<Window, 'location' | 'addEventListener'>): Views {
  const store = createStore(() => ({ view: viewOfHash(page.location.hash) ?? 'connect' }));
  page.addEventListener('hashchange', () => {
    const view = viewOfHash(page.location.hash);
    if (view !== null) store.setState({ view });
  });
  return {
    store,
    go(view) {
      page.location.hash = view;
      store.setState({ view });
    },
  };
}

export function viewOfHash(hash: string): ViewId | null {
  const name = hash.replace(/^#\/?/, '');
  return VIEWS.find(({ id }) => id === name)?.id ?? null;
}
