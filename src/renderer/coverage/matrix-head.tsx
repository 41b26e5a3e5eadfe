import type { ReactNode } from 'react';
import { coverageMessages } from '../messages/coverage.ts';
import { daysOfEpoch } from '../ticks/observed.ts';
import { tickStateOf } from './cell-mark.ts';
import type { Counts } from './count-cells.ts';
import { cellId, MatrixCell } from './matrix-cell.tsx';

/** The heads of the columns, and below them the totals of the rows on the screen. */
export function MatrixHead({
  epochs,
  fields,
  totals,
  activeColumn,
}: {
  readonly epochs: readonly string[];
  /** How many fields are on the screen. */
  readonly fields: number;
  /** One for each epoch, then that of all. */
  readonly totals: readonly Counts[];
  /** The column of the cursor; null if it is not in the heads. */
  readonly activeColumn: number | null;
}): ReactNode {
  const all = totals[epochs.length]!;
  return (
    <div role="rowgroup" className="matrix-head">
      <div className="list-head" role="row" aria-rowindex={1}>
        <span
          id={cellId({ row: -1, column: -1 })}
          className="name"
          role="columnheader"
          aria-colindex={1}
          data-row={-1}
          data-column={-1}
          data-active={activeColumn === -1 || undefined}
        >
          {coverageMessages.column.field}
        </span>
        {epochs.map((epoch, column) => (
          <span
            key={epoch}
            id={cellId({ row: -1, column })}
            className="head"
            role="columnheader"
            aria-colindex={column + 2}
            aria-label={coverageMessages.column.epoch(epoch)}
            title={[coverageMessages.column.epoch(epoch), daysOfEpoch(epoch)]
              .filter(Boolean)
              .join(', ')}
            data-row={-1}
            data-column={column}
            data-active={activeColumn === column || undefined}
            data-ticked={tickStateOf(totals[column]!)}
          >
            {epoch}
          </span>
        ))}
        <span
          className="head"
          role="columnheader"
          aria-colindex={epochs.length + 2}
          data-row={-1}
          data-column={-1}
        >
          {coverageMessages.column.all}
        </span>
      </div>
      <div className="list-head totals" role="row" aria-rowindex={2}>
        <span className="name" role="rowheader" aria-colindex={1} data-row={-1} data-column={-1}>
          {coverageMessages.fieldsOf(fields)}
        </span>
        {epochs.map((epoch, column) => (
          <MatrixCell
            key={epoch}
            place={{ row: -1, column }}
            position={null}
            counts={totals[column]!}
            label={coverageMessages.column.epoch(epoch)}
            ariaColumn={column + 2}
          />
        ))}
        <MatrixCell
          place={{ row: -1, column: -1 }}
          position={null}
          counts={all}
          label={coverageMessages.column.allFields}
          ariaColumn={epochs.length + 2}
        />
      </div>
    </div>
  );
}
