import { useEffect, useState } from 'react';
import type { JobListing, JobRow } from '#shared/downloads/job-row.ts';
import type { PageOfRows } from '../transport/page-of-rows.ts';
import { askUntilAnswered } from '../transport/ask-until-answered.ts';
import { useApp } from '../app/use-app.ts';
import { useReconnections } from '../app/use-reconnections.ts';
import { keepSameRows } from '../app/keep-same.ts';

export interface JobPage {
  /** Of which list; empty until the first has come. */
  readonly of: string;
  readonly total: number;
  readonly offset: number;
  readonly rows: readonly JobRow[];
}

const NO_PAGE: JobPage = { of: '', total: 0, offset: 0, rows: [] };

/** However fast the queue goes, its list is asked for no more often than this. */
const REFRESH_MS = 500;

/** A part of the queue's list, kept fresh while the queue changes; `listing` is another object only where it is another list. */
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
    // One question at a time: over a slow line, the next one must not throw away the answer to the last.
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
      timer ??= setTimeout(ask, REFRESH_MS);
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

/** Tells a page of one list from a page of another. */
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
