import { useEffect, useState } from 'react';
import type { NotableFile } from '#shared/library/library-state.ts';
import type { NotableVerdict } from '#shared/library/verdict.ts';
import type { PageOfRows } from '../app/page-of-rows.ts';
import { useApp } from '../app/use-app.ts';

export interface NotableRows {
  readonly offset: number;
  readonly rows: readonly NotableFile[];
}

const NONE: NotableRows = { offset: 0, rows: [] };

/** A part of a check's list. `version` tells one check from the next, and its rows from what became of them. */
export function useNotableRows(
  verdict: NotableVerdict | null,
  version: string,
  { offset, limit }: PageOfRows,
): NotableRows {
  const { api } = useApp();
  const [page, setPage] = useState(NONE);
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
  }, [api, verdict, version, offset, limit]);
  return page;
}
