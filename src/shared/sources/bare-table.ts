import { parseAngle, type WrittenAngle } from '#shared/sky/parse-angle.ts';
import type { ColumnRoles } from './column-roles.ts';
import { withPoint } from './read-angles.ts';
import type { RawTable } from './raw-table.ts';

const SAMPLE = 1000;

/**
 * Which columns of a table without names above them hold positions: the one pair of neighbours that can. Null where
 * none can, or several, or where blanks separate (a line of those is read as a whole).
 */
export function bareRoles(table: RawTable): ColumnRoles | null {
  if (table.kind === 'blank-separated') return null;
  const rows = Array.from({ length: Math.min(SAMPLE, table.rowCount) }, (_, row) =>
    table.cellsOf(row),
  );
  const width = Math.max(0, ...rows.map((cells) => cells.length));
  const columns = Array.from({ length: width }, (_, index) =>
    rows.map((cells) => {
      const text = String(cells[index] ?? '');
      return parseAngle(table.hasDecimalCommas ? withPoint(text) : text);
    }),
  );
  const share = (index: number, holds: (angle: WrittenAngle) => boolean): number =>
    columns[index]!.filter((angle) => !('fault' in angle) && holds(angle)).length / rows.length;
  const isCount = (index: number): boolean =>
    rows.every((cells) => /^\s*\d+\s*$/.test(String(cells[index] ?? '')));
  const pairs = [...columns.keys()]
    .slice(1)
    .filter(
      (lat) =>
        !isCount(lat - 1) &&
        share(lat - 1, ({ value }) => value >= 0 && value <= 360) > 0.5 &&
        share(lat, ({ value, unit }) => Math.abs(value) <= 90 && unit !== 'hours') > 0.5,
    );
  const [lat] = pairs;
  // A flux behind the declination makes a second pair, unless some declination is south of the equator.
  if (lat === undefined || (pairs.length > 1 && pairs[1] !== lat + 1)) return null;
  const name = [...columns.keys()].find(
    (index) => index !== lat && index !== lat - 1 && share(index, () => true) < 0.5,
  );
  return { frame: 'ICRS', lon: lat - 1, lat, both: null, name: name ?? null, split: null };
}

/** A table of one column without a name, which holds the words of each row together. */
export function lineTable(table: RawTable): RawTable {
  return {
    ...table,
    columns: null,
    cellsOf: (row) => [table.cellsOf(row).join(' ')],
    hasDecimalCommas: false,
  };
}
