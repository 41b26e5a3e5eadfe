import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Browsed } from './browsed.ts';

export interface BrowseState {
  /** Null until the first catalogue has arrived. */
  readonly browsed: Browsed | null;
  /** Why the latest catalogue could not be loaded; null if it was. */
  readonly problem: string | null;
}

export type BrowseStore = StoreApi<BrowseState>;

export function createBrowseStore(): BrowseStore {
  return createStore<BrowseState>(() => ({ browsed: null, problem: null }));
}
