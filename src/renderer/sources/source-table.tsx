import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { sourcesMessages } from '../messages/sources.ts';
import type { SourceSort } from '../source-lists/worker-calls.ts';
import type { SourceList } from '../source-lists/source-list.ts';
import { useStable } from '../ui/use-stable.ts';
import type { RowFacts } from './row-facts.ts';
import type { RowsOnView } from './rows-on-view.ts';
import { goTo, selectRange, type SourceSelection, toggleAll, toggleRow } from './select-sources.ts';
import { rowIdOf, SourceRow } from './source-row.tsx';
import { SourceTableHead } from './source-table-head.tsx';
import { useRowWindow } from './use-row-window.ts';

interface SourceTableProps {
  readonly list: SourceList;
  readonly rows: RowsOnView;
  readonly facts: (source: number) => RowFacts;
  readonly selection: SourceSelection;
  readonly sort: SourceSort | null;
  readonly onSort: (next: SourceSort | null) => void;
  readonly onSelect: (next: SourceSelection) => void;
}

/** The sources on view with their observations; only the rows in sight are worked out. */
export function SourceTable({
  list,
  rows,
  facts,
  selection,
  sort,
  onSort,
  onSelect,
}: SourceTableProps): ReactNode {
  const virtual = useRowWindow(rows.length);
  const { cursor, sources } = selection;
  const go = (row: number, event: Pick<KeyboardEvent, 'shiftKey'>): void => {
    const to = Math.min(Math.max(row, 0), rows.length - 1);
    onSelect(event.shiftKey ? selectRange(selection, rows, to) : goTo(selection, to));
    virtual.scrollTo(to);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // A head's button has keys of its own.
    if (event.target !== event.currentTarget) return;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: cursor + 1,
      ArrowUp: cursor - 1,
      PageDown: cursor + virtual.page(),
      PageUp: cursor - virtual.page(),
      Home: 0,
      End: rows.length - 1,
    };
    const to = steps[event.key];
    if (to !== undefined) go(to, event);
    else if (event.key === ' ' && cursor >= 0) onSelect(toggleRow(selection, rows, cursor));
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) {
      onSelect(toggleAll({ ...selection, sources: new Set() }, rows));
    } else if (event.key === 'Escape') onSelect({ ...selection, sources: new Set() });
    else return;
    event.preventDefault();
  };
  const onRow = useStable((row: number, event: MouseEvent): void => {
    if (event.shiftKey) onSelect(selectRange(selection, rows, row));
    else if (event.ctrlKey || event.metaKey) onSelect(toggleRow(selection, rows, row));
    else onSelect(goTo(selection, row));
  });
  const onTick = useStable((row: number, event: MouseEvent): void => {
    onSelect(event.shiftKey ? selectRange(selection, rows, row) : toggleRow(selection, rows, row));
  });
  return (
    <div ref={virtual.scroller} className="list-scroller sources-scroller">
      <div
        className="list"
        role="grid"
        aria-label={sourcesMessages.head.table}
        aria-rowcount={rows.length + 1}
        aria-multiselectable="true"
        aria-activedescendant={
          virtual.items.some(({ index }) => index === cursor) ? rowIdOf(cursor) : undefined
        }
        tabIndex={0}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          // A press would move the rows from under the pointer before its click arrives.
          const isByKeys = event.currentTarget.matches(':focus-visible');
          if (
            isByKeys &&
            event.target === event.currentTarget &&
            cursor === -1 &&
            rows.length > 0
          ) {
            onSelect(goTo(selection, 0));
          }
        }}
      >
        <SourceTableHead
          selected={stateOf(sources.size, rows.length)}
          sort={sort}
          onSort={onSort}
          onToggleAll={() => onSelect(toggleAll(selection, rows))}
        />
        <div role="rowgroup" className="sources-space" style={{ height: virtual.height }}>
          {virtual.items.map(({ index, top }) => {
            const source = rows.at(index);
            return (
              <SourceRow
                key={index}
                list={list}
                source={source}
                facts={facts}
                index={index}
                top={top}
                isActive={index === cursor}
                isSelected={sources.has(source)}
                onGo={onRow}
                onTick={onTick}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

function stateOf(selected: number, rows: number): 'none' | 'some' | 'all' {
  if (selected === 0) return 'none';
  return selected >= rows ? 'all' : 'some';
}
