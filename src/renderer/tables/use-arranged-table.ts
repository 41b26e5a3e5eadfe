import { useDeferredValue, useMemo } from 'react';
import { arrangeRows } from '#shared/selavy/arrange-rows.ts';
import type { CatalogueColumn, SelavyCatalogue } from '#shared/selavy/catalogue.ts';
import { rowFilter } from '#shared/selavy/row-filter.ts';
import { messageOf } from '../transport/message-of.ts';
import { USUAL_COLUMNS, useTables } from './tables-store.ts';

export interface ArrangedTable {
  readonly rows: Uint32Array;
  readonly columns: readonly CatalogueColumn[];
  /** Names of the columns that are shown. */
  readonly shown: ReadonlySet<string>;
  /** What is wrong with the filter; null for nothing. All rows are shown then. */
  readonly problem: string | null;
}

/** Rows and columns of a catalogue as the user has chosen them. */
export function useArrangedTable(catalogue: SelavyCatalogue): ArrangedTable {
  const filter = useDeferredValue(useTables((state) => state.filter));
  const sort = useTables((state) => state.sort);
  const chosen = useTables((state) => state.shown);
  const { passes, problem } = useMemo(() => {
    try {
      return { passes: rowFilter(catalogue, filter), problem: null };
    } catch (error) {
      return { passes: () => true, problem: messageOf(error) };
    }
  }, [catalogue, filter]);
  const rows = useMemo(() => arrangeRows(catalogue, passes, sort), [catalogue, passes, sort]);
  return useMemo(() => {
    const wanted = chosen ?? USUAL_COLUMNS;
    const found = catalogue.columns.filter(({ name }) => wanted.has(name));
    const columns = found.length === 0 ? catalogue.columns : found;
    return { rows, columns, shown: new Set(columns.map(({ name }) => name)), problem };
  }, [catalogue, rows, chosen, problem]);
}
