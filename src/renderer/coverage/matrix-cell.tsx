import { memo, type ReactNode } from 'react';
import { coverageMessages } from '../messages/coverage.ts';
import { StateMark } from '../ui/state-mark.tsx';
import { markOf, tickStateOf } from './cell-mark.ts';
import { COUNT_NAMES, type Counts } from './count-cells.ts';
import type { Place } from './span.ts';

/** The id of the element at a place, for `aria-activedescendant`. */
export function cellId({ row, column }: Place): string {
  return `cell${row}_${column}`;
}

interface MatrixCellProps {
  /** What a click here ticks. */
  readonly place: Place;
  /** Where the cell stands; only totals stand elsewhere than what they tick. */
  readonly position?: Place | null;
  readonly counts: Counts;
  /** Without the numbers of files. */
  readonly label: string;
  /** Whether the survey observed the field, although no file is listed. */
  readonly isObserved?: boolean;
  readonly isActive?: boolean;
  readonly isMarked?: boolean;
  readonly ariaColumn: number;
}

/** One cell: its mark, how many files it has, and whether they are ticked. Memoised by what it shows. */
export const MatrixCell = memo(function MatrixCell({
  place,
  position = place,
  counts,
  label,
  isObserved = false,
  isActive = false,
  isMarked = false,
  ariaColumn,
}: MatrixCellProps): ReactNode {
  const mark = markOf(counts);
  const words = wordsOf(counts, isObserved);
  const ticked = tickStateOf(counts);
  return (
    <span
      id={position === null ? undefined : cellId(position)}
      className="cell"
      role="gridcell"
      aria-colindex={ariaColumn}
      aria-label={`${label}: ${words}`}
      aria-selected={counts.files === 0 ? undefined : ticked === 'all'}
      title={`${label}: ${words}`}
      data-row={place.row}
      data-column={place.column}
      data-ticked={ticked}
      data-active={isActive || undefined}
      data-marked={isMarked || undefined}
    >
      {mark === null ? (
        isObserved && <i className="unlisted" />
      ) : (
        <>
          <StateMark of={mark.of} part={mark.part} />
          <span className="figure">{coverageMessages.figure(counts)}</span>
        </>
      )}
    </span>
  );
}, isSameCell);

/** Whether two cells are alike, in values: their counts and places are made again with each row. */
function isSameCell(before: MatrixCellProps, after: MatrixCellProps): boolean {
  return (
    before.label === after.label &&
    before.ariaColumn === after.ariaColumn &&
    before.isObserved === after.isObserved &&
    before.isActive === after.isActive &&
    before.isMarked === after.isMarked &&
    isSamePlace(before.place, after.place) &&
    isSamePlace(before.position ?? null, after.position ?? null) &&
    COUNT_NAMES.every((name) => before.counts[name] === after.counts[name])
  );
}

function isSamePlace(a: Place | null, b: Place | null): boolean {
  return a?.row === b?.row && a?.column === b?.column;
}

function wordsOf(counts: Counts, isObserved: boolean): string {
  if (counts.files > 0) return coverageMessages.counts(counts);
  return isObserved ? coverageMessages.notListed : coverageMessages.noFiles;
}
