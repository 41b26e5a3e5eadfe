import { useEffect, useRef, useState } from 'react';
import type { JobListing, JobPlace } from '#shared/downloads/job-row.ts';
import { messageOf } from '../app/app.ts';
import { useApp } from '../app/use-app.ts';
import { type Cursor, NOWHERE } from './job-cursor.ts';
import { NONE_SELECTED, type Selected, targetOf } from './select-rows.ts';
import { type JobPage, nameOfList } from './use-job-rows.ts';

interface Chosen {
  /** The list that all of this is about. */
  readonly of: string;
  readonly cursor: Cursor;
  readonly selected: Selected;
}

const NOTHING: Chosen = { of: '', cursor: NOWHERE, selected: NONE_SELECTED };

/**
 * What is chosen in a list, and where the cursor is. Another filter, search or sort is another list: nothing is chosen
 * in it, and nothing can be chosen until its rows have come, so that no key works on a file that is not seen.
 */
export function useSelection(listing: JobListing, page: JobPage) {
  const app = useApp();
  const name = nameOfList(listing);
  const [chosen, setChosen] = useState(NOTHING);
  const asked = useRef(0);
  const now = chosen.of === name ? chosen : { ...NOTHING, of: name };
  const change = (to: Partial<Chosen>): void => {
    asked.current += 1;
    if (page.of !== name) return;
    setChosen((before) => ({ ...(before.of === name ? before : NOTHING), ...to, of: name }));
  };
  return {
    cursor: now.cursor,
    selected: now.selected,
    setCursor: (cursor: Cursor) => change({ cursor }),
    setSelected: (selected: Selected) => change({ selected }),
    /** Main is asked for the rows where not both ends are here, by their ids: most of them need not be. */
    takeRange: async (from: JobPlace, to: JobPlace): Promise<void> => {
      const here = idsBetween(page, from, to);
      change(here === null ? {} : { selected: { isAll: false, ids: here, anchor: from } });
      if (here !== null) return;
      const mine = asked.current;
      try {
        const { ids } = await app.api.call('downloads.between', { ...listing, from, to });
        if (mine === asked.current) {
          setChosen((before) =>
            before.of === name
              ? { ...before, selected: { isAll: false, ids: new Set(ids), anchor: from } }
              : before,
          );
        }
      } catch (error) {
        app.toasts.show(messageOf(error), { tone: 'problem' });
      }
    },
  };
}

/** The ids of the rows between two of a page; null where one of them is not in it. */
function idsBetween(
  { rows }: Pick<JobPage, 'rows'>,
  from: JobPlace,
  to: JobPlace,
): ReadonlySet<number> | null {
  const ends = [from, to].map(({ id }) => rows.findIndex((row) => row.id === id));
  if (ends.includes(-1)) return null;
  return new Set(rows.slice(Math.min(...ends), Math.max(...ends) + 1).map(({ id }) => id));
}

/** How many files are chosen. Of a list without some of its files main knows: these may have left it. */
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
      // The lost link has its banner; the count is asked for again with the next rows.
      () => {},
    );
    return () => {
      isWanted = false;
    };
  }, [api, mustAsk, selected, listing, page]);
  if (!isAll) return ids.size;
  return ids.size === 0 ? page.total : (counted ?? page.total - ids.size);
}
