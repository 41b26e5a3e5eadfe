import { create } from 'zustand';
import type { SourceList } from './source-list.ts';

/** The user's lists of sources, for every view that draws them or filters by them. */
export interface SourceLists {
  /** In the order in which they came. */
  readonly lists: readonly SourceList[];
  /** The list that Sources shows; null before the first. */
  readonly shownId: string | null;
  /** Names of the tables that are being read. */
  readonly reading: readonly string[];
}

export const useSourceLists = create<SourceLists>(() => ({
  lists: [],
  shownId: null,
  reading: [],
}));

/** The list on view; null without any. */
export function shownList({ lists, shownId }: SourceLists): SourceList | null {
  return lists.find(({ id }) => id === shownId) ?? null;
}

/** Adds a list, or puts it in the place of the one with its id. */
export function putList(list: SourceList): void {
  useSourceLists.setState(({ lists, shownId }) => ({
    lists: lists.some(({ id }) => id === list.id)
      ? lists.map((one) => (one.id === list.id ? list : one))
      : [...lists, list],
    shownId: shownId ?? list.id,
  }));
}

/** Leaves a list out. Its neighbour is shown in its place. */
export function dropList(id: string): void {
  useSourceLists.setState(({ lists, shownId }) => {
    const at = lists.findIndex((list) => list.id === id);
    const others = lists.filter((list) => list.id !== id);
    const neighbour = others[Math.min(Math.max(at, 0), others.length - 1)]?.id ?? null;
    return { lists: others, shownId: shownId === id ? neighbour : shownId };
  });
}

export function showList(id: string): void {
  useSourceLists.setState({ shownId: id });
}
