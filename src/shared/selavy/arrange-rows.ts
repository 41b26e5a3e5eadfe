import { columnOf, type SelavyCatalogue } from './catalogue.ts';
import type { RowTest } from './row-filter.ts';

export interface RowSort {
  /** Name of a column. */
  readonly by: string;
  readonly descending: boolean;
}

/** The rows that pass, in the order of a column, or of the file (null). Missing numbers come last either way. */
export function arrangeRows(
  catalogue: SelavyCatalogue,
  passes: RowTest,
  sort: RowSort | null,
): Uint32Array {
  const rows = Uint32Array.from({ length: catalogue.rowCount }, (_, row) => row).filter(passes);
  const column = sort === null ? undefined : columnOf(catalogue, sort.by);
  if (column === undefined || sort === null) return rows;
  const sign = sort.descending ? -1 : 1;
  if (column.kind === 'text') {
    const { values } = column;
    const collator = new Intl.Collator('en', { numeric: true });
    return rows.toSorted((a, b) => sign * collator.compare(values[a]!, values[b]!) || a - b);
  }
  const { values } = column;
  return rows.toSorted((a, b) => {
    const [first, second] = [values[a]!, values[b]!];
    if (Number.isNaN(first) || Number.isNaN(second)) {
      return Number(Number.isNaN(first)) - Number(Number.isNaN(second)) || a - b;
    }
    return sign * (first - second) || a - b;
  });
}

/** A catalogue of these rows and columns alone, in their order. */
export function partOf(
  { columns }: SelavyCatalogue,
  rows: Uint32Array,
  names: ReadonlySet<string>,
): SelavyCatalogue {
  return {
    rowCount: rows.length,
    columns: columns
      .filter(({ name }) => names.has(name))
      .map((column) => {
        if (column.kind === 'text') {
          return { ...column, values: Array.from(rows, (row) => column.values[row]!) };
        }
        return { ...column, values: Float64Array.from(rows, (row) => column.values[row]!) };
      }),
  };
}
