import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useMemo,
} from 'react';
import type { RowSort } from '#shared/selavy/arrange-rows.ts';
import type { CatalogueColumn } from '#shared/selavy/catalogue.ts';
import { tablesMessages } from '../messages/tables.ts';
import { useVirtualList } from '../ui/use-virtual-list.ts';
import { cellText, widthOf } from './cell-text.ts';

/** Selected rows from one to another, both by their place on view; -1 for none. */
export interface RowSelection {
  readonly anchor: number;
  readonly cursor: number;
}

interface TableGridProps {
  readonly label: string;
  readonly columns: readonly CatalogueColumn[];
  /** Rows of the catalogue in the order on view. */
  readonly rows: Uint32Array;
  readonly sort: RowSort | null;
  readonly onSort: (next: RowSort | null) => void;
  readonly selection: RowSelection;
  readonly onSelect: (next: RowSelection) => void;
  readonly onCopy: () => void;
}

const HEAD_HEIGHT = 42;

/** Rows and columns of a catalogue; only the rows in sight are in the page. */
export function TableGrid(props: TableGridProps): ReactNode {
  const { label, columns, rows, sort, onSort, selection, onSelect, onCopy } = props;
  const virtual = useVirtualList(rows.length, HEAD_HEIGHT);
  const { cursor, anchor } = selection;
  const [low, high] = [Math.min(cursor, anchor), Math.max(cursor, anchor)];
  const go = (place: number, isRange: boolean): void => {
    if (rows.length === 0) return;
    const to = Math.min(rows.length - 1, Math.max(0, place));
    onSelect({ cursor: to, anchor: isRange && anchor >= 0 ? anchor : to });
    virtual.scrollTo(to);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    const isCommand = event.ctrlKey || event.metaKey;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: cursor + 1,
      ArrowUp: cursor - 1,
      PageDown: cursor + virtual.page(),
      PageUp: cursor - virtual.page(),
      Home: 0,
      End: rows.length - 1,
    };
    const to = isCommand ? undefined : steps[event.key];
    if (to !== undefined) go(to, event.shiftKey);
    else if (isCommand && event.key === 'a') onSelect({ anchor: 0, cursor: rows.length - 1 });
    else if (isCommand && event.key === 'c') onCopy();
    else if (event.key === 'Escape') onSelect({ anchor: -1, cursor: -1 });
    else return;
    event.preventDefault();
  };
  const style = useMemo(() => {
    const widths = columns.map(widthOf);
    const width = widths.reduce((sum, each) => sum + each, 0);
    return { '--columns': widths.map((each) => `${each}px`).join(' '), width } as CSSProperties;
  }, [columns]);
  return (
    <div ref={virtual.scroller} className="list-scroller table-scroller">
      <div
        className="list table-list"
        role="grid"
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length}
        aria-multiselectable="true"
        aria-activedescendant={
          virtual.items.some(({ index }) => index === cursor) ? `row${cursor}` : undefined
        }
        tabIndex={0}
        style={style}
        onKeyDown={onKeyDown}
        onFocus={({ target, currentTarget }) => {
          const isByKeys = currentTarget.matches(':focus-visible');
          if (isByKeys && target === currentTarget && cursor === -1) go(0, false);
        }}
      >
        <div className="list-head table-head" role="row" aria-rowindex={1}>
          {columns.map((column) => (
            <Head key={column.name} column={column} sort={sort} onSort={onSort} />
          ))}
        </div>
        <div role="rowgroup" className="table-space" style={{ height: virtual.height }}>
          {virtual.items.map(({ index, top }) => (
            <div
              key={index}
              id={`row${index}`}
              className="list-row table-row"
              role="row"
              aria-rowindex={index + 2}
              aria-selected={cursor >= 0 && index >= low && index <= high}
              data-active={index === cursor || undefined}
              style={{ transform: `translateY(${top}px)` }}
              onClick={(event: MouseEvent) => go(index, event.shiftKey)}
            >
              {columns.map((column) => (
                <span
                  key={column.name}
                  role="gridcell"
                  className={column.kind === 'text' ? 'mono' : 'number'}
                >
                  {cellText(column, rows[index]!)}
                </span>
              ))}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

interface HeadProps {
  readonly column: CatalogueColumn;
  readonly sort: RowSort | null;
  readonly onSort: (next: RowSort | null) => void;
}

/** Name and unit; a press sorts down, then up, then not. Numbers begin with the largest. */
function Head({ column: { name, unit, ucd, kind }, sort, onSort }: HeadProps): ReactNode {
  const isSorted = sort?.by === name;
  const first = kind !== 'text';
  const next = !isSorted
    ? { by: name, descending: first }
    : sort.descending === first
      ? { by: name, descending: !first }
      : null;
  return (
    <span
      role="columnheader"
      className={kind === 'text' ? undefined : 'number'}
      aria-sort={isSorted ? (sort.descending ? 'descending' : 'ascending') : undefined}
      title={ucd ?? undefined}
    >
      <button
        type="button"
        className="sort"
        title={tablesMessages.sortBy(name)}
        onClick={() => onSort(next)}
      >
        {name}
        {isSorted && (sort.descending ? ' ↓' : ' ↑')}
      </button>
      <small>{unit ?? '\u00a0'}</small>
    </span>
  );
}
