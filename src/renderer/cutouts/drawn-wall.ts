import type { Stamp } from '#shared/cutouts/stamp.ts';
import type { Colouring } from '#shared/image/paint.ts';
import { unitFactor } from '#shared/image/unit-factor.ts';
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
  /** Of all its stamps: BUNIT of the first one. */
  readonly unit: string;
  readonly cells: readonly DrawnCell[];
}

/**
 * Gives each row its colours, and each cell its pixels. Stamps in other janskys than the first one are converted; those in
 * a unit that can't be compared get a row of their own, so that limits stand for one thing.
 */
export function drawnRows(
  { columns, rows }: Pick<Wall, 'columns' | 'rows'>,
  stamps: ReadonlyMap<string, Stamp>,
  look: WallLook,
): readonly DrawnRow[] {
  return rows.flatMap((row) => {
    const found = row.cells.flatMap((cell) => (cell === null ? [] : (stamps.get(cell.path) ?? [])));
    const units = unitsOf(found);
    return units.map((unit): DrawnRow => {
      const key = `${row.key} ${unit}`;
      const places = row.cells.map((cell) => {
        const stamp = cell === null ? undefined : stamps.get(cell.path);
        const own = stamp && inUnit(stamp, unit);
        // A stamp of another unit stands in the other row.
        return { cell: stamp !== undefined && own === null ? null : cell, stamp: own ?? null };
      });
      const own = places.flatMap(({ stamp }) => stamp ?? []);
      const colouring = rowColouring({ ...row, key }, own, look);
      const cells = places.map(({ cell, stamp }, at): DrawnCell => {
        const isDrawn = colouring !== null && stamp !== null && hasPeak(stamp);
        return { column: columns[at]!, cell, stamp: isDrawn ? stamp : null };
      });
      const { stokes, product } = row;
      return { key, stokes, product, colouring, unit, cells };
    });
  });
}

/** The first unit of each kind that can't be compared with those before; '' for no stamp. */
function unitsOf(stamps: readonly Stamp[]): readonly string[] {
  const units: string[] = [];
  for (const { unit } of stamps) {
    if (units.every((each) => unitFactor(unit, each) === null)) units.push(unit);
  }
  return units.length === 0 ? [''] : units;
}

const converted = new WeakMap<Stamp, Stamp>();

/** A stamp with its values in another unit; null where that can't be. */
function inUnit(stamp: Stamp, unit: string): Stamp | null {
  const factor = unitFactor(stamp.unit, unit);
  if (factor === null) return null;
  if (factor === 1) return stamp;
  const known = converted.get(stamp);
  if (known?.unit === unit) return known;
  const { values, peak } = stamp;
  const next = {
    ...stamp,
    unit,
    values: values.map((value) => value * factor),
    peak: peak && peak * factor,
  };
  converted.set(stamp, next);
  return next;
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
