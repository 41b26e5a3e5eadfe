import { type ReactNode, useMemo } from 'react';
import { useStore } from 'zustand';
import { formatValue } from '#shared/image/value-text.ts';
import type { CutoutCell } from '#shared/ipc/contract.ts';
import { shortEpoch } from '#shared/survey/epochs.ts';
import { cutoutsMessages } from '../messages/cutouts.ts';
import { arrangeCells, type WallColumn, type WallRow } from './arrange-cells.ts';
import { rowColouring } from './row-colouring.ts';
import { StampView } from './stamp-view.tsx';
import type { WallContent } from './use-wall.ts';
import { wallLookStore } from './wall-look.ts';

/** The cutouts of one source: Stokes parameters in rows, observations in columns by date. */
export function Wall({
  name,
  content: { cells, stamps },
}: {
  readonly name: string;
  readonly content: WallContent;
}): ReactNode {
  const { columns, rows, unlistedEpochs } = useMemo(() => arrangeCells(cells), [cells]);
  return (
    <div className="wall">
      <table aria-label={cutoutsMessages.wall(name)}>
        <thead>
          <tr>
            <td />
            {columns.map((column) => (
              <th key={column.key} scope="col">
                <strong>{cutoutsMessages.epoch(shortEpoch(column.epoch))}</strong>
                <span className="mono">{column.field}</span>
                <span>{dateOf(column)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.key} row={row} columns={columns} stamps={stamps} />
          ))}
        </tbody>
      </table>
      {unlistedEpochs.length > 0 && (
        <p className="hint">{cutoutsMessages.unlisted(unlistedEpochs.map(shortEpoch))}</p>
      )}
    </div>
  );
}

function Row({
  row,
  columns,
  stamps,
}: {
  readonly row: WallRow;
  readonly columns: readonly WallColumn[];
  readonly stamps: WallContent['stamps'];
}): ReactNode {
  const look = useStore(wallLookStore);
  const shown = useMemo(
    () => row.cells.flatMap((cell) => (cell === null ? [] : (stamps.get(cell.path) ?? []))),
    [row, stamps],
  );
  const colouring = useMemo(() => rowColouring(row, shown, look), [row, shown, look]);
  const unit = shown[0]?.unit ?? '';
  const words = cutoutsMessages.row(row);
  return (
    <tr>
      <th scope="row">
        <strong>{words}</strong>
        {colouring !== null && (
          <span>
            {cutoutsMessages.limits(
              formatValue(colouring.limits.low, unit),
              formatValue(colouring.limits.high, unit),
            )}
          </span>
        )}
      </th>
      {row.cells.map((cell, index) => {
        const column = columns[index]!;
        const stamp = cell === null ? undefined : stamps.get(cell.path);
        if (stamp === undefined || stamp.peak === null || colouring === null) {
          return (
            <td key={column.key}>
              <div className="stamp empty-stamp">{whyEmpty(cell)}</div>
            </td>
          );
        }
        const peak = formatValue(stamp.peak, stamp.unit);
        const where = `${cutoutsMessages.epoch(shortEpoch(column.epoch))}, ${dateOf(column)}`;
        return (
          <td key={column.key}>
            <StampView
              stamp={stamp}
              colouring={colouring}
              name={cutoutsMessages.stamp(words, where, peak)}
            />
            <span className="peak">{cutoutsMessages.peak(peak)}</span>
          </td>
        );
      })}
    </tr>
  );
}

function whyEmpty(cell: CutoutCell | null): string {
  if (cell === null) return cutoutsMessages.why.none;
  if (cell.outcome === 'cut' || cell.outcome === 'kept') return '';
  const { [cell.outcome]: why } = cutoutsMessages.why;
  return cell.outcome === 'failed' && cell.note !== '' ? cell.note : why;
}

function dateOf({ startUtc, sbid }: WallColumn): string {
  const date = startUtc === null ? cutoutsMessages.noDate : startUtc.slice(0, 10);
  return sbid === null ? date : `${date}, ${cutoutsMessages.tile(sbid)}`;
}
