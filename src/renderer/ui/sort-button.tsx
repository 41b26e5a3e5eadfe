import type { ReactNode } from 'react';
import { uiMessages } from '../messages/ui.ts';

export type SortDirection = 'ascending' | 'descending';

/** The head of a column that sorts: ascending, descending, then not at all. */
export function SortButton({
  name,
  direction,
  onSort,
}: {
  readonly name: string;
  /** Null while the list is not sorted by this column. */
  readonly direction: SortDirection | null;
  readonly onSort: (next: SortDirection | null) => void;
}): ReactNode {
  const next = { null: 'ascending', ascending: 'descending', descending: null } as const;
  return (
    <button
      type="button"
      className="sort"
      aria-label={direction === null ? undefined : `${name}${uiMessages.sorted[direction]}`}
      title={direction === 'descending' ? uiMessages.sortNoMore : uiMessages.sortBy(name)}
      onClick={() => onSort(next[`${direction}`])}
    >
      {name}
      {direction !== null && (
        <span aria-hidden="true">{direction === 'descending' ? ' ↓' : ' ↑'}</span>
      )}
    </button>
  );
}
