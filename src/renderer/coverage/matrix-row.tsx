import { memo, type ReactNode } from 'react';
import { browseMessages } from '../messages/browse.ts';
import { coverageMessages } from '../messages/coverage.ts';
import { tilesOf } from '../ticks/observed.ts';
import type { AxisRow } from './axes.ts';
import { countsAt } from './count-cells.ts';
import { cellId, MatrixCell } from './matrix-cell.tsx';
import { isSameRow, type MatrixRowProps } from './same-row.ts';

/** `VAST_0012+00A`, or `VAST_0012+00A Images`. */
export function nameOfRow({ field, kind }: AxisRow): string {
  const name = field ?? coverageMessages.wholeEpoch;
  return kind === null ? name : `${name} ${browseMessages.label.kinds[kind]}`;
}

/** One row. Memoised: a drag renders only the rows that it crosses, a tick those whose counts it changes. */
export const MatrixRow = memo(function MatrixRow({
  row,
  line,
  index,
  top,
  epochs,
  counts,
  isFirst,
  activeColumn,
  firstMarked,
  lastMarked,
}: MatrixRowProps): ReactNode {
  const { field, kind } = row;
  const name = nameOfRow(row);
  const isMarked = (column: number): boolean => column >= firstMarked && column <= lastMarked;
  return (
    <div
      className="list-row matrix-row"
      role="row"
      aria-rowindex={index + 3}
      data-first={isFirst || undefined}
      style={{ transform: `translateY(${top}px)` }}
    >
      <span
        id={cellId({ row: index, column: -1 })}
        className="name"
        role="rowheader"
        aria-colindex={1}
        aria-label={name}
        data-row={index}
        data-column={-1}
        data-active={activeColumn === -1 || undefined}
      >
        <span className={field === null ? undefined : 'mono'} data-repeated={!isFirst || undefined}>
          {field ?? coverageMessages.wholeEpoch}
        </span>
        {kind !== null && <span className="kind">{browseMessages.label.kinds[kind]}</span>}
      </span>
      {epochs.map((epoch, column) => (
        <MatrixCell
          key={epoch}
          place={{ row: index, column }}
          counts={countsAt(counts, line, column)}
          label={`${name}, ${coverageMessages.epoch(epoch)}`}
          isObserved={field !== null && kind === null && tilesOf(epoch, field).length > 0}
          isActive={activeColumn === column}
          isMarked={isMarked(column)}
          ariaColumn={column + 2}
        />
      ))}
      <MatrixCell
        place={{ row: index, column: -1 }}
        position={null}
        counts={countsAt(counts, line, epochs.length)}
        label={`${name}, ${coverageMessages.column.allEpochs}`}
        ariaColumn={epochs.length + 2}
      />
    </div>
  );
}, isSameRow);
