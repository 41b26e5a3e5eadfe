import type { Stamp } from '#shared/cutouts/stamp.ts';
import type { Colouring } from '#shared/image/paint.ts';
import type { CutoutCell } from '#shared/ipc/contract.ts';
import type { Wall, WallColumn, WallRow } from './arrange-cells.ts';
import { rowColouring } from './row-colouring.ts';
import type { WallGrid } from './wall-state.ts';
import type { WallLook } from './wall-look.ts';

/** A place of the wall: a stamp, or why there is none. */
export interface DrawnCell {
  readonly column: WallColumn;
  readonly cell: CutoutCell | null;
  /** Null until its pixels are there, and where no pixel has a value. */
  readonly stamp: (Stamp & { readonly peak: number }) | null;
}

export interface DrawnRow extends Pick<WallRow, 'key' | 'stokes' | 'product'> {
  /** Null as long as the row has no value: then it has no stamp, either. */
  readonly colouring: Colouring | null;
  /** BUNIT of its images. */
  readonly unit: string;
  readonly cells: readonly DrawnCell[];
}

/** Gives each row its colours, and each cell its pixels. */
export function drawnRows(
  { columns, rows }: Pick<Wall, 'columns' | 'rows'>,
  stamps: ReadonlyMap<string, Stamp>,
  look: WallLook,
): readonly DrawnRow[] {
  return rows.map((row) => {
    const found = row.cells.flatMap((cell) => (cell === null ? [] : (stamps.get(cell.path) ?? [])));
    const colouring = rowColouring(row, found, look);
    const cells = row.cells.map((cell, index): DrawnCell => {
      const stamp = cell === null ? undefined : stamps.get(cell.path);
      const isDrawn = colouring !== null && stamp !== undefined && hasPeak(stamp);
      return { column: columns[index]!, cell, stamp: isDrawn ? stamp : null };
    });
    const { key, stokes, product } = row;
    return { key, stokes, product, colouring, unit: found[0]?.unit ?? '', cells };
  });
}

function hasPeak(stamp: Stamp): stamp is Stamp & { readonly peak: number } {
  return stamp.peak !== null;
}

/** The paths of all stamps, for keys. */
export function gridOf(rows: readonly DrawnRow[]): WallGrid {
  return rows.map(({ cells }) =>
    cells.map(({ cell, stamp }) => (stamp === null ? null : (cell?.path ?? null))),
  );
}
