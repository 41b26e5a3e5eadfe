import { createStore, type StoreApi } from 'zustand/vanilla';

export interface Mirrored<T> {
  /** Null until main has answered. */
  readonly current: T | null;
}

export type Mirror<T> = StoreApi<Mirrored<T>>;

interface Source<T> {
  /** Calls with every change. */
  subscribe(listener: (next: T) => void): void;
  snapshot(): Promise<T>;
}

/**
 * A copy of state that main owns. Subscribes first and asks then, so that no change falls between the two; of two
 * values the one with the greater revision stays.
 *
 * @returns the copy, and what asks again, for when main may be another one than before: then its answer counts
 * whatever its revision.
 */
export function createMirror<T extends { readonly revision: number }>(
  source: Source<T>,
): { readonly mirror: Mirror<T>; readonly resync: () => Promise<void> } {
  const mirror = createStore<Mirrored<T>>(() => ({ current: null }));
  const take = (next: T): void => {
    const { current } = mirror.getState();
    if (current === null || next.revision > current.revision) mirror.setState({ current: next });
  };
  source.subscribe(take);
  const resync = async (): Promise<void> => {
    const before = mirror.getState().current;
    const next = await source.snapshot();
    if (mirror.getState().current === before) mirror.setState({ current: next });
    else take(next);
  };
  return { mirror, resync };
}
