import type { SourceList } from '../source-lists/source-list.ts';

/** Which sources of a list the table shows. */
export type Shown = 'all' | 'observed' | 'outside' | 'not-read';

/** The sources on view, by their place in the table. */
export interface RowsOnView {
  readonly length: number;
  /** Index of the source in a row. */
  at(row: number): number;
}

export function rowsOnView({ names, outside }: SourceList, shown: Shown): RowsOnView {
  switch (shown) {
    case 'all':
      return { length: names.length, at: (row) => row };
    case 'outside':
      return { length: outside.length, at: (row) => outside[row]! };
    case 'observed': {
      const rows = new Uint32Array(names.length - outside.length);
      let [length, next] = [0, 0];
      for (let source = 0; source < names.length; source += 1) {
        if (outside[next] === source) next += 1;
        else {
          rows[length] = source;
          length += 1;
        }
      }
      return { length, at: (row) => rows[row]! };
    }
    case 'not-read':
      return { length: 0, at: (row) => row };
    default:
      return shown satisfies never;
  }
}
