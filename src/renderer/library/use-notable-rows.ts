import { useEffect, useState } from 'react';
import type { NotableFile } from '#shared/library/library-state.ts';
import type { NotableVerdict } from '#shared/library/verdict.ts';
import { useApp } from '../app/use-app.ts';

export interface NotableRows {
  readonly offset: number;
  readonly rows: readonly NotableFile[];
}

const NONE: NotableRows = { offset: 0, rows: [] };

/** Rows are asked for in pages of this many, so that a little scrolling asks for nothing. */
const PAGE = 100;

/** The part of a check's list from `first` to `last`. `checkedAtMs` tells one check from the next. */
export function useNotableRows(
  verdict: NotableVerdict | null,
  checkedAtMs: number,
  first: number,
  last: number,
): NotableRows {
  const { api } = useApp();
  const [page, setPage] = useState(NONE);
  const offset = Math.floor(Math.max(0, first) / PAGE) * PAGE;
  const limit = (Math.floor(Math.max(first, last) / PAGE) + 1) * PAGE - offset;
  useEffect(() => {
    let isWanted = true;
    api.call('library.rows', { verdict, offset, limit }).then(
      ({ rows }) => {
        if (isWanted) setPage({ offset, rows });
      },
      // The lost link has its banner; what is on view stays until it is back.
      () => {},
    );
    return () => {
      isWanted = false;
    };
  }, [api, verdict, checkedAtMs, offset, limit]);
  return page;
}
