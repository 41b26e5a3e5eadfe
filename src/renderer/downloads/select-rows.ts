import type { JobTarget } from '#shared/downloads/job.ts';
import type { JobListing, JobPlace, JobSpan } from '#shared/downloads/job-row.ts';

/** The selected rows of a list, and the row from which Shift extends the selection. */
export interface Selected {
  /** Whether all rows of the list, later ones included, are selected except `ids`. */
  readonly isAll: boolean;
  readonly ids: ReadonlySet<number>;
  /** Null before the first selection. */
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

/** The selection after a click or key on a row: only that row, or the row added or removed. */
export function select(selected: Selected, place: JobPlace, how: 'only' | 'toggle'): Selected {
  if (place.id === null) return selected;
  if (how === 'only') return { isAll: false, ids: new Set([place.id]), anchor: place };
  const ids = new Set(selected.ids);
  if (!ids.delete(place.id)) ids.add(place.id);
  return { ...selected, ids, anchor: place };
}

/** The selection and cursor after a range was resolved: both ends stay with their files, wherever these move. */
export function selectSpan(
  span: JobSpan,
  from: JobPlace,
  to: JobPlace,
): { readonly selected: Selected; readonly cursor: JobPlace } {
  return {
    selected: {
      isAll: false,
      ids: new Set(span.ids),
      anchor: span.from === null ? null : { index: from.index, id: span.from },
    },
    cursor: { index: to.index, id: span.to },
  };
}

/** The selection as main expects it; for a whole list, the list and the rows that are left out. */
export function targetOf({ isAll, ids }: Selected, { filter, search }: JobListing): JobTarget {
  const of = Uint32Array.from(ids);
  return isAll ? { kind: 'list', filter, search, except: of } : { kind: 'ids', ids: of };
}
