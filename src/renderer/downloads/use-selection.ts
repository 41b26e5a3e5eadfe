import { useEffect, useRef, useState } from 'react';
import type { JobListing, JobPlace } from '#shared/downloads/job-row.ts';
import { messageOf } from '../app/app.ts';
import { useApp } from '../app/use-app.ts';
import { type Cursor, NOWHERE } from './job-cursor.ts';
import { NONE_SELECTED, type Selected, selectSpan, targetOf } from './select-rows.ts';
import { type JobPage, nameOfList } from './use-job-rows.ts';

interface ListSelection {
  /** The name of the list. */
  readonly of: string;
  readonly cursor: Cursor;
  readonly selected: Selected;
}

const NOTHING: ListSelection = { of: '', cursor: NOWHERE, selected: NONE_SELECTED };

/**
 * The selection and cursor in a list. Another filter, search or sort is another list: nothing is selected in it, and
 * nothing can be selected until its rows arrive, so that no key acts on a file out of sight.
 */
export function useSelection(listing: JobListing, page: JobPage) {
  const app = useApp();
  const name = nameOfList(listing);
  const [stored, setStored] = useState(NOTHING);
  const asked = useRef(0);
  const now = stored.of === name ? stored : { ...NOTHING, of: name };
  const change = (to: Partial<ListSelection>): void => {
    asked.current += 1;
    if (page.of !== name) return;
    setStored((before) => ({ ...(before.of === name ? before : NOTHING), ...to, of: name }));
  };
  return {
    cursor: now.cursor,
    selected: now.selected,
    setCursor: (cursor: Cursor) => change({ cursor }),
    setSelected: (selected: Selected) => change({ selected }),
    /** Selects the rows between two positions. Main resolves both ends at once if one of them is not loaded. */
    takeRange: async (from: JobPlace, to: JobPlace): Promise<void> => {
      const here = idsBetween(page, from, to);
      change(here === null ? {} : { selected: { isAll: false, ids: here, anchor: from } });
      if (here !== null) return;
      const mine = asked.current;
      try {
        const span = await app.api.call('downloads.between', { ...listing, from, to });
        if (mine === asked.current) {
          setStored((before) =>
            before.of === name ? { of: name, ...selectSpan(span, from, to) } : before,
          );
        }
      } catch (error) {
        app.toasts.show(messageOf(error), { tone: 'problem' });
      }
    },
  };
}

/** The ids of the rows between two rows of a slice; null if one of them is not in it. */
function idsBetween(
  { rows }: Pick<JobPage, 'rows'>,
  from: JobPlace,
  to: JobPlace,
): ReadonlySet<number> | null {
  const ends = [from, to].map(({ id }) => rows.findIndex((row) => row.id === id));
  if (ends.includes(-1)) return null;
  return new Set(rows.slice(Math.min(...ends), Math.max(...ends) + 1).map(({ id }) => id));
}

/** Counts the selected files. Main counts a list with exceptions, because those may have left the list. */
export function useSelectedCount(selected: Selected, listing: JobListing, page: JobPage): number {
  const { api } = useApp();
  const { isAll, ids } = selected;
  const [counted, setCounted] = useState<number | null>(null);
  const mustAsk = isAll && ids.size > 0;
  useEffect(() => {
    if (!mustAsk) return undefined;
    let isWanted = true;
    api.call('downloads.count', targetOf(selected, listing)).then(
      ({ files }) => {
        if (isWanted) setCounted(files);
      },
      // A lost connection has its banner; the next rows repeat this call.
      () => {},
    );
    return () => {
      isWanted = false;
    };
  }, [api, mustAsk, selected, listing, page]);
  if (!isAll) return ids.size;
  return ids.size === 0 ? page.total : (counted ?? page.total - ids.size);
}
