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
 * A copy of state that main owns. It subscribes before it asks, so that no change is missed between the two; the value
 * with the greater revision wins.
 *
 * @returns the copy; `resync`, which asks again after the connection was lost; and `forgetRevision`, to be called before
 * it if another main answers, whose revisions start again.
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
