import type { JobTarget } from '#shared/downloads/job.ts';
import type { JobListing, JobPlace } from '#shared/downloads/job-row.ts';

/** Rows of a list that were chosen, and where the choice began, for Shift to extend from. */
export interface Selected {
  /** Whether everything is chosen that the list holds, also what comes into it, but `ids`. */
  readonly isAll: boolean;
  readonly ids: ReadonlySet<number>;
  /** Null where nothing was chosen yet. */
  readonly anchor: JobPlace | null;
}

export const NONE_SELECTED: Selected = { isAll: false, ids: new Set(), anchor: null };

export function selectAll(anchor: JobPlace): Selected {
  return { isAll: true, ids: new Set(), anchor };
}

export function isSelected({ isAll, ids }: Selected, id: number): boolean {
  return ids.has(id) !== isAll;
}

export function isNoneSelected({ isAll, ids }: Selected): boolean {
  return !isAll && ids.size === 0;
}

/** The choice after a row was clicked or reached by a key: that row only, or with it or without it. */
export function select(selected: Selected, place: JobPlace, how: 'only' | 'toggle'): Selected {
  if (place.id === null) return selected;
  if (how === 'only') return { isAll: false, ids: new Set([place.id]), anchor: place };
  const ids = new Set(selected.ids);
  if (!ids.delete(place.id)) ids.add(place.id);
  return { ...selected, ids, anchor: place };
}

/** What main is told of the choice: of a whole list, the list and what is left out. */
export function targetOf({ isAll, ids }: Selected, { filter, search }: JobListing): JobTarget {
  const of = Uint32Array.from(ids);
  return isAll ? { kind: 'list', filter, search, except: of } : { kind: 'ids', ids: of };
}
