import type { SourceList } from '../source-lists/source-list.ts';
import { type NameColumn, packNames } from '../source-lists/source-names.ts';
import type { Positions } from '../source-lists/worker-calls.ts';
import type { RowsOnView } from './rows-on-view.ts';

/** Selected sources (indexes), the row that keys move, and the row that a range starts from. */
export interface SourceSelection {
  readonly sources: ReadonlySet<number>;
  readonly cursor: number;
  readonly anchor: number;
}

export const NOTHING_SELECTED: SourceSelection = { sources: new Set(), cursor: -1, anchor: -1 };

/** Moves the cursor, and selects nothing. */
export function goTo(selection: SourceSelection, row: number): SourceSelection {
  return { ...selection, cursor: row, anchor: row };
}

export function toggleRow(
  selection: SourceSelection,
  rows: RowsOnView,
  row: number,
): SourceSelection {
  const sources = new Set(selection.sources);
  const source = rows.at(row);
  if (!sources.delete(source)) sources.add(source);
  return { sources, cursor: row, anchor: row };
}

/** Adds all rows between the anchor and this row. */
export function selectRange(
  selection: SourceSelection,
  rows: RowsOnView,
  row: number,
): SourceSelection {
  const from = selection.anchor === -1 ? row : selection.anchor;
  const sources = new Set(selection.sources);
  for (let at = Math.min(from, row); at <= Math.max(from, row); at += 1) sources.add(rows.at(at));
  return { sources, cursor: row, anchor: from };
}

/** Selects every row on view, or none if all of them are selected. */
export function toggleAll(selection: SourceSelection, rows: RowsOnView): SourceSelection {
  const all = new Set<number>();
  for (let row = 0; row < rows.length; row += 1) all.add(rows.at(row));
  const areAll = all.size > 0 && all.isSubsetOf(selection.sources);
  return { ...selection, sources: areAll ? new Set() : all };
}

/** The positions of the selected sources; of all if none is selected. */
export function positionsFor(
  { raDeg, decDeg }: SourceList,
  selected: ReadonlySet<number>,
): Positions {
  if (selected.size === 0) return { raDeg, decDeg };
  const sources = inOrder(selected);
  return {
    raDeg: Float64Array.from(sources, (source) => raDeg[source]!),
    decDeg: Float64Array.from(sources, (source) => decDeg[source]!),
  };
}

/** The same with their names. */
export function sourcesFor(
  list: SourceList,
  selected: ReadonlySet<number>,
): Positions & { readonly names: NameColumn } {
  const names =
    selected.size === 0
      ? list.nameColumn
      : packNames(inOrder(selected).map((source) => ({ name: list.names.at(source)! })));
  return { ...positionsFor(list, selected), names };
}

function inOrder(selected: ReadonlySet<number>): readonly number[] {
  return [...selected].toSorted((a, b) => a - b);
}
