import { useEffect, useState } from 'react';
import type { JobFilter, JobRow } from '#shared/downloads/job-row.ts';
import { useApp } from '../app/use-app.ts';

export interface JobPage {
  readonly of: string;
  readonly total: number;
  readonly offset: number;
  readonly rows: readonly JobRow[];
}

const NO_PAGE: JobPage = { of: '', total: 0, offset: 0, rows: [] };

/** Rows are asked for in pages of this many, so that a little scrolling asks for nothing. */
const PAGE = 100;

/** However fast the queue goes, its list is asked for no more often than this. */
const REFRESH_MS = 500;

/** The part of the queue's list from `first` to `last`, kept fresh while the queue changes. */
export function useJobRows(
  filter: JobFilter,
  search: string,
  first: number,
  last: number,
): JobPage {
  const { api, queue } = useApp();
  const [page, setPage] = useState(NO_PAGE);
  const [round, setRound] = useState(0);
  const offset = Math.floor(Math.max(0, first) / PAGE) * PAGE;
  const limit = (Math.floor(Math.max(first, last) / PAGE) + 1) * PAGE - offset;
  const of = `${filter} ${search}`;

  useEffect(() => {
    let isWanted = true;
    api.call('downloads.rows', { filter, search, offset, limit }).then(
      ({ total, rows }) => {
        if (isWanted) setPage({ of, total, offset, rows });
      },
      // The lost link has its banner; what is on view stays until it is back.
      () => {},
    );
    return () => {
      isWanted = false;
    };
  }, [api, filter, search, of, offset, limit, round]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const stop = queue.subscribe((next, before) => {
      if (timer !== null || next.snapshot?.revision === before.snapshot?.revision) return;
      timer = setTimeout(() => {
        timer = null;
        setRound((count) => count + 1);
      }, REFRESH_MS);
    });
    return () => {
      stop();
      if (timer !== null) clearTimeout(timer);
    };
  }, [queue]);

  return page;
}
