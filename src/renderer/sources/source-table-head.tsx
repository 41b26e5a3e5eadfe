import type { ReactNode } from 'react';
import { sourcesMessages } from '../messages/sources.ts';
import type { SourceSort } from '../source-lists/worker-calls.ts';
import { Tick } from '../ui/tick.tsx';

const { head } = sourcesMessages;

interface Column {
  readonly name: string;
  readonly className?: string;
  /** Absent from a column that sorts nothing. */
  readonly by?: SourceSort['by'];
}

const COLUMNS: readonly Column[] = [
  { name: head.name, by: 'name' },
  { name: head.ra, className: 'number', by: 'ra' },
  { name: head.dec, className: 'number', by: 'dec' },
  { name: head.field, by: 'field' },
  { name: head.epochs, by: 'epochs' },
  { name: head.sbids, className: 'sbids' },
  { name: head.dates, className: 'dates' },
  { name: head.separation, className: 'number', by: 'separation' },
  { name: head.onDisk, className: 'number' },
];

/** The heads of the columns. Clicks on one sort ascending, descending, then not at all. */
export function SourceTableHead({
  selected,
  sort,
  onSort,
  onToggleAll,
}: {
  readonly selected: 'none' | 'some' | 'all';
  /** Null for the order of the table. */
  readonly sort: SourceSort | null;
  readonly onSort: (sort: SourceSort | null) => void;
  readonly onToggleAll: () => void;
}): ReactNode {
  return (
    <div role="rowgroup" className="sources-head">
      <div className="list-head" role="row" aria-rowindex={1}>
        <span role="columnheader" className="box">
          <span className="unseen">{head.select}</span>
          <span onClick={onToggleAll}>
            <Tick state={selected} />
          </span>
        </span>
        {COLUMNS.map(({ name, className, by }) => (
          <span
            key={name}
            role="columnheader"
            className={className}
            aria-sort={
              by === undefined || sort?.by !== by
                ? undefined
                : sort.descending
                  ? 'descending'
                  : 'ascending'
            }
          >
            {by === undefined ? (
              name
            ) : (
              <SortButton by={by} name={name} sort={sort} onSort={onSort} />
            )}
          </span>
        ))}
      </div>
    </div>
  );
}

function SortButton({
  by,
  name,
  sort,
  onSort,
}: {
  readonly by: SourceSort['by'];
  readonly name: string;
  readonly sort: SourceSort | null;
  readonly onSort: (sort: SourceSort | null) => void;
}): ReactNode {
  const mine = sort?.by === by ? sort : null;
  const next = mine === null ? { by, descending: false } : { by, descending: true };
  return (
    <button
      type="button"
      className="sort"
      title={mine?.descending === true ? head.sortNoMore : head.sortBy(name)}
      onClick={() => onSort(mine?.descending === true ? null : next)}
    >
      {name}
      <span aria-hidden="true">{mine !== null && (mine.descending ? ' ↓' : ' ↑')}</span>
    </button>
  );
}
