import type { AxisRow } from './axes.ts';
import { type CellCounts, hasSameCounts } from './count-cells.ts';

export interface MatrixRowProps {
  readonly row: AxisRow;
  /** Its number among the axes' rows. */
  readonly line: number;
  /** Its number on the screen. */
  readonly index: number;
  readonly top: number;
  readonly epochs: readonly string[];
  readonly counts: CellCounts;
  /** Whether the row above is of another field. */
  readonly isFirst: boolean;
  /** The column of the cursor; null if it is in another row. */
  readonly activeColumn: number | null;
  /** The columns of the span in this row, the last one included; equal to [1, 0] for none. */
  readonly firstMarked: number;
  readonly lastMarked: number;
}

/** Whether a row looks the same: a tick makes all counts again, and changes those of few rows. */
export function isSameRow(before: MatrixRowProps, after: MatrixRowProps): boolean {
  const { counts: countsBefore, ...restBefore } = before;
  const { counts: countsAfter, ...restAfter } = after;
  const isSame = Object.entries(restAfter).every(
    ([name, value]) => restBefore[name as keyof typeof restBefore] === value,
  );
  return isSame && hasSameCounts(countsBefore, countsAfter, after.line);
}
