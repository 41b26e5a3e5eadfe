import { useEffect, useState } from 'react';
import type { SelavyCatalogue } from '#shared/selavy/catalogue.ts';
import { catalogueOf } from '../app/sent-table.ts';
import { useApp } from '../app/use-app.ts';
import { messageOf } from '../transport/message-of.ts';

export type TableState =
  | { readonly kind: 'reading' }
  | { readonly kind: 'read'; readonly catalogue: SelavyCatalogue }
  | { readonly kind: 'failed'; readonly why: string };

/** A catalogue on disk. @param attempt another number reads it again */
export function useTable(path: string, attempt: number): TableState {
  const { api } = useApp();
  const [state, setState] = useState<TableState>({ kind: 'reading' });
  useEffect(() => {
    let isCurrent = true;
    setState({ kind: 'reading' });
    api.call('tables.read', { path }).then(
      (sent) => isCurrent && setState({ kind: 'read', catalogue: catalogueOf(sent) }),
      (error: unknown) => isCurrent && setState({ kind: 'failed', why: messageOf(error) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [api, path, attempt]);
  return state;
}
