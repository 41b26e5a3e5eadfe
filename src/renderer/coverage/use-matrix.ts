import { useMemo } from 'react';
import type { Browsed } from '../ticks/browsed.ts';
import { arrangeRows, type FieldOrder } from './arrange-rows.ts';
import { type Axes, createAxes } from './axes.ts';
import { type CellCounts, countCells } from './count-cells.ts';
import { useFileStates } from '../app/use-file-states.ts';

/** What the matrix of a catalogue shows. */
export interface MatrixOf {
  readonly axes: Axes;
  /** One byte per row of the catalogue, an index of FILE_STATES. */
  readonly states: Uint8Array;
  readonly counts: CellCounts;
  /** Rows of the axes, in the order on the screen. */
  readonly shown: readonly number[];
  /** How many fields these are; files of whole epochs belong to none. */
  readonly fields: number;
}

/** Derives the matrix. Ticks change the counts only; other steps run again when the catalogue or the filter changes. */
export function useMatrix(
  browsed: Browsed,
  splitsKinds: boolean,
  order: FieldOrder,
  within: ReadonlySet<string> | null,
): MatrixOf {
  const { catalogue, onView, ticks } = browsed;
  const axes = useMemo(() => createAxes(catalogue, splitsKinds), [catalogue, splitsKinds]);
  const states = useFileStates(browsed);
  const counts = useMemo(
    () => countCells(axes, onView, ticks, states),
    [axes, onView, ticks, states],
  );
  const shown = useMemo(
    () => arrangeRows(axes, counts, order, within),
    [axes, counts, order, within],
  );
  const fields = useMemo(
    () => new Set(shown.flatMap((line) => axes.rows[line]!.field ?? [])).size,
    [axes, shown],
  );
  return { axes, states, counts, shown, fields };
}
