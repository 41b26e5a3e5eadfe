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
 * @returns the copy; what asks again after the connection was lost; and what is to be called before that where main is
 * another one than before. From then on whatever that one tells counts, since its revisions begin again.
 */
export function createMirror<T extends { readonly revision: number }>(
  source: Source<T>,
): {
  readonly mirror: Mirror<T>;
  readonly resync: () => Promise<void>;
  readonly forgetRevision: () => void;
} {
  const mirror = createStore<Mirrored<T>>(() => ({ current: null }));
  let newest = -Infinity;
  const take = (next: T): void => {
    if (next.revision <= newest) return;
    newest = next.revision;
    mirror.setState({ current: next });
  };
  source.subscribe(take);
  const resync = async (): Promise<void> => {
    take(await source.snapshot());
  };
  const forgetRevision = (): void => {
    newest = -Infinity;
  };
  return { mirror, resync, forgetRevision };
}
