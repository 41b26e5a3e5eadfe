import { useEffect, useState } from 'react';
import type { NotableFile, NotableQuery } from '#shared/library/library-state.ts';
import type { PageOfRows } from '../transport/page-of-rows.ts';
import { askUntilAnswered } from '../transport/ask-until-answered.ts';
import { useApp } from '../app/use-app.ts';
import { useReconnections } from '../app/use-reconnections.ts';

export interface NotableRows {
  readonly offset: number;
  readonly rows: readonly NotableFile[];
}

const NONE: NotableRows = { offset: 0, rows: [] };

/** A slice of the files that need attention. `version` changes with each verification and each repair. */
export function useNotableRows(
  result: NotableQuery['result'],
  version: string,
  { offset, limit }: PageOfRows,
): NotableRows {
  const { api } = useApp();
  const reconnections = useReconnections();
  const [page, setPage] = useState(NONE);
  useEffect(
    () =>
      askUntilAnswered({
        ask: () => api.call('library.rows', { result, offset, limit }),
        onAnswer: ({ rows }) => setPage({ offset, rows }),
        isConnected: () => api.link.getState().state === 'open',
      }),
    [api, reconnections, result, version, offset, limit],
  );
  return page;
}
