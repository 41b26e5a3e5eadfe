import { createStore, type StoreApi } from 'zustand/vanilla';

export const ROOMS = ['connect', 'browse', 'downloads', 'library', 'settings'] as const;

export type Room = (typeof ROOMS)[number];

export const ROOM_NAMES: Readonly<Record<Room, string>> = {
  connect: 'Connect',
  browse: 'Browse',
  downloads: 'Downloads',
  library: 'Library',
  settings: 'Settings',
};

export interface Rooms {
  readonly store: StoreApi<{ readonly room: Room }>;
  go(room: Room): void;
}

/** The room on view, kept in the address's hash, so that back and reload work in a browser. */
export function createRooms(page: Pick<Window, 'location' | 'addEventListener'>): Rooms {
  const store = createStore(() => ({ room: roomOfHash(page.location.hash) ?? 'connect' }));
  page.addEventListener('hashchange', () => {
    const room = roomOfHash(page.location.hash);
    if (room !== null) store.setState({ room });
  });
  return {
    store,
    go(room) {
      page.location.hash = room;
      store.setState({ room });
    },
  };
}

export function roomOfHash(hash: string): Room | null {
  const name = hash.replace(/^#\/?/, '');
  return ROOMS.find((room) => room === name) ?? null;
}
