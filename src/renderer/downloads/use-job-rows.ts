import { useEffect, useState } from 'react';
import type { JobListing, JobRow } from '#shared/downloads/job-row.ts';
import type { PageOfRows } from '../transport/page-of-rows.ts';
import { askUntilAnswered } from '../transport/ask-until-answered.ts';
import { useApp } from '../app/use-app.ts';
import { useReconnections } from '../app/use-reconnections.ts';
import { keepSameRows } from '../app/keep-same.ts';

export interface JobPage {
  /** The name of its list; empty until the first answer. */
  readonly of: string;
  readonly total: number;
  readonly offset: number;
  readonly rows: readonly JobRow[];
}

const NO_PAGE: JobPage = { of: '', total: 0, offset: 0, rows: [] };

/** The shortest time between two calls for the list, however fast the queue changes. */
const MIN_REFRESH_MS = 500;

/** A slice of the queue's list that follows the queue. `listing` must be the same object as long as it is the same list. */
export function useJobRows(listing: JobListing, { offset, limit }: PageOfRows): JobPage {
  const { api, queue } = useApp();
  const reconnections = useReconnections();
  const [page, setPage] = useState(NO_PAGE);
  useEffect(() => {
    const of = nameOfList(listing);
    let isAsking = false;
    let hasChanged = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stopAsking = (): void => undefined;
    // One call at a time: on a slow connection, the next call must not discard the answer to the last.
    const ask = (): void => {
      timer = undefined;
      isAsking = true;
      hasChanged = false;
      stopAsking = askUntilAnswered({
        ask: () => api.call('downloads.rows', { ...listing, offset, limit }),
        onAnswer({ total, rows }) {
          setPage((before) => pageAfter(before, { of, total, offset, rows }));
          isAsking = false;
          if (hasChanged) askLater();
        },
        isConnected: () => api.link.getState().state === 'open',
      });
    };
    const askLater = (): void => {
      timer ??= setTimeout(ask, MIN_REFRESH_MS);
    };
    const stop = queue.subscribe((next, before) => {
      if (next.snapshot?.revision === before.snapshot?.revision) return;
      if (isAsking) hasChanged = true;
      else askLater();
    });
    ask();
    return () => {
      stopAsking();
      stop();
      clearTimeout(timer);
    };
  }, [api, queue, reconnections, listing, offset, limit]);
  return page;
}

/** The name of a list, which distinguishes its slices from those of other lists. */
export function nameOfList({ filter, search, sort = null }: JobListing): string {
  return JSON.stringify([filter, search, sort]);
}

function pageAfter(before: JobPage, now: JobPage): JobPage {
  const rows = keepSameRows(before.rows, now.rows);
  const isSame =
    rows === before.rows &&
    now.of === before.of &&
    now.total === before.total &&
    now.offset === before.offset;
  return isSame ? before : { ...now, rows };
}
