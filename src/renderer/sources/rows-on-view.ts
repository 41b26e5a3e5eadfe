import type { SourceList } from '../source-lists/source-list.ts';

/** Which sources of a list the table shows. */
export type Shown = 'all' | 'observed' | 'outside' | 'not-read';

/** The sources on view, by their place in the table. */
export interface RowsOnView {
  readonly length: number;
  /** Index of the source in a row. */
  at(row: number): number;
}

/** @param arranged the sources that are found by a text, in their order: indexes; null for all as the table has them */
export function rowsOnView(
  { names, outside }: Pick<SourceList, 'names' | 'outside'>,
  shown: Shown,
  arranged: Uint32Array | null,
): RowsOnView {
  if (shown === 'not-read') return { length: 0, at: (row) => row };
  if (shown === 'all') {
    return arranged === null ? { length: names.length, at: (row) => row } : rowsOf(arranged);
  }
  if (shown === 'outside' && arranged === null) return rowsOf(outside);
  const isOutside = new Uint8Array(names.length);
  for (const source of outside) isOutside[source] = 1;
  const wanted = shown === 'outside' ? 1 : 0;
  const rows = new Uint32Array(names.length);
  let length = 0;
  for (let at = 0; at < (arranged?.length ?? names.length); at += 1) {
    const source = arranged === null ? at : arranged[at]!;
    if (isOutside[source] !== wanted) continue;
    rows[length] = source;
    length += 1;
  }
  return rowsOf(rows.subarray(0, length));
}

function rowsOf(sources: Uint32Array): RowsOnView {
  return { length: sources.length, at: (row) => sources[row]! };
}
