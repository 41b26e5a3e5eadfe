import type { ReactNode } from 'react';
import { formatBytes } from '#shared/format/quantities.ts';
import { coverageMessages } from '../messages/coverage.ts';
import { Elided } from '../ui/elided.tsx';
import { type MarkOf, StateMark } from '../ui/state-mark.tsx';
import { useVirtualList } from '../ui/use-virtual-list.ts';
import type { Change, ChangedRows } from './changed-rows.ts';

const MARKS: Readonly<Record<Change, MarkOf>> = {
  added: 'listed',
  changed: 'partly',
  gone: 'missing',
};

/** The files that differ, as a scrolling table. */
export function ChangesList({ rows }: { readonly rows: ChangedRows }): ReactNode {
  const list = useVirtualList(rows.length);
  return (
    <div ref={list.scroller} className="list-scroller changes-scroller">
      <div
        className="list"
        role="table"
        aria-label={coverageMessages.changes.list}
        aria-rowcount={rows.length + 1}
        tabIndex={0}
      >
        <div role="rowgroup" className="matrix-head">
          <div className="list-head" role="row" aria-rowindex={1}>
            <span role="columnheader">{coverageMessages.changes.column.change}</span>
            <span role="columnheader">{coverageMessages.changes.column.file}</span>
            <span role="columnheader" className="number">
              {coverageMessages.changes.column.size}
            </span>
          </div>
        </div>
        <div role="rowgroup" className="matrix-space" style={{ height: list.height }}>
          {list.items.map(({ index, top }) => {
            const { change, path, size } = rows.at(index);
            return (
              <div
                key={index}
                className="list-row changes-row"
                role="row"
                aria-rowindex={index + 2}
                style={{ transform: `translateY(${top}px)` }}
              >
                <span role="cell" className="change">
                  <StateMark of={MARKS[change]} /> {coverageMessages.changes.kinds[change]}
                </span>
                <span role="cell" className="mono">
                  <Elided text={path} tail={40} />
                </span>
                <span role="cell" className="number">
                  {size === null ? '–' : formatBytes(size)}
                </span>
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
