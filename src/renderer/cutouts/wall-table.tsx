import type { KeyboardEvent, ReactNode } from 'react';
import { useStore } from 'zustand';
import { formatValue } from '#shared/image/value-text.ts';
import { cutoutsMessages } from '../messages/cutouts.ts';
import type { WallColumn } from './arrange-cells.ts';
import { columnWords, dateWords, whyEmpty } from './cell-words.ts';
import type { DrawnRow } from './drawn-wall.ts';
import { RowScale } from './row-scale.tsx';
import { StampView } from './stamp-view.tsx';
import { wallLookStore } from './wall-look.ts';
import type { WallAction } from './wall-state.ts';

interface WallTableProps {
  readonly name: string;
  readonly columns: readonly WallColumn[];
  readonly rows: readonly DrawnRow[];
  /** Path of the one stamp that Tab reaches; arrows go on from there. */
  readonly current: string | null;
  readonly act: (action: WallAction) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** All stamps of a source. */
export function WallTable({ name, columns, rows, ...stamps }: WallTableProps): ReactNode {
  return (
    <table aria-label={cutoutsMessages.wall(name)}>
      <thead>
        <tr>
          <td />
          {columns.map((column) => (
            <th key={column.key} scope="col">
              <strong>{cutoutsMessages.epoch(column.epoch)}</strong>
              <span className="mono">{column.field}</span>
              <span>{dateWords(column)}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.key} row={row} {...stamps} />
        ))}
      </tbody>
    </table>
  );
}

function Row({
  row,
  current,
  act,
  onKeyDown,
}: { readonly row: DrawnRow } & Pick<WallTableProps, 'current' | 'act' | 'onKeyDown'>): ReactNode {
  const { key, colouring, unit, cells } = row;
  const isFixed = useStore(wallLookStore, ({ fixed }) => fixed[key] !== undefined);
  const words = cutoutsMessages.row(row);
  return (
    <tr>
      <th scope="row">
        <strong>{words}</strong>
        {colouring !== null && (
          <RowScale row={key} name={words} colouring={colouring} unit={unit} isFixed={isFixed} />
        )}
      </th>
      {cells.map(({ column, cell, stamp }) => {
        if (cell === null || stamp === null || colouring === null) {
          return (
            <td key={column.key}>
              <div className="stamp empty-stamp">{whyEmpty(cell)}</div>
            </td>
          );
        }
        const peak = formatValue(stamp.peak, stamp.unit);
        const { path } = cell;
        return (
          <td key={column.key}>
            <button
              type="button"
              id={idOf(path)}
              className="stamp-button"
              tabIndex={path === current ? 0 : -1}
              onFocus={() => act({ kind: 'focus', path })}
              onClick={() => act({ kind: 'zoom', path })}
              onKeyDown={onKeyDown}
            >
              <StampView
                stamp={stamp}
                colouring={colouring}
                name={cutoutsMessages.stamp(words, columnWords(column), peak)}
              />
            </button>
            <span className="peak">{cutoutsMessages.peak(peak)}</span>
          </td>
        );
      })}
    </tr>
  );
}

function idOf(path: string): string {
  return `stamp-${path}`;
}

export function focusStamp(path: string): void {
  document.getElementById(idOf(path))?.focus();
}
