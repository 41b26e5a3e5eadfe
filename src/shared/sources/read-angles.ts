import { type AngleFault, parseAngle, quoted, type WrittenAngle } from '#shared/sky/parse-angle.ts';
import type { ColumnRoles, SplitColumns } from './column-roles.ts';
import type { Cell, RawTable } from './raw-table.ts';
import { splitPosition } from './split-position.ts';

type Angle = WrittenAngle | AngleFault;

/** The angles and names of a table, row by row; a name is empty where a row has none. */
export interface TableAngles {
  readonly lons: readonly Angle[];
  readonly lats: readonly Angle[];
  readonly names: readonly string[];
}

export function readAngles(table: RawTable, roles: ColumnRoles): TableAngles {
  const lons: Angle[] = [];
  const lats: Angle[] = [];
  const names: string[] = [];
  const { lon, lat, both, name, split } = roles;
  for (let row = 0; row < table.rowCount; row += 1) {
    const cells = table.cellsOf(row);
    let own = name === null ? '' : textOf(cells[name]);
    if (both !== null) {
      const found = splitPosition(textOf(cells[both]));
      lons.push('fault' in found ? found : found.lon);
      lats.push('fault' in found ? found : found.lat);
      if (!('fault' in found) && own === '') own = found.name;
    } else if (split !== null) {
      const [ra, dec] = joined(cells, split);
      lons.push(ra);
      lats.push(dec);
    } else {
      lons.push(angleOf(cells[lon!], table.hasDecimalCommas));
      lats.push(angleOf(cells[lat!], table.hasDecimalCommas));
    }
    names.push(own);
  }
  return { lons, lats, names };
}

function textOf(cell: Cell | undefined): string {
  return cell === null || cell === undefined ? '' : String(cell).trim();
}

function angleOf(cell: Cell | undefined, hasDecimalCommas: boolean): Angle {
  if (typeof cell === 'number') {
    if (!Number.isFinite(cell)) return { fault: 'has no value (NaN)' };
    return { value: cell, unit: null, notation: 'decimal' };
  }
  const text = textOf(cell);
  return parseAngle(hasDecimalCommas ? withPoint(text) : text);
}

/** A number with a point where people of many countries write a comma. */
export function withPoint(text: string): string {
  return text.replace(/^([^,]*\d),(\d+[^,]*)$/, '$1.$2');
}

/** Hours, minutes and seconds in columns of their own; the sign has one, too. */
function joined(cells: readonly Cell[], { ra, dec }: SplitColumns): readonly [Angle, Angle] {
  const text = (index: number | null): string => (index === null ? '' : textOf(cells[index]));
  const put = (parts: readonly string[]): Angle => {
    const given = parts.filter((part) => part !== '');
    return given.length < 2
      ? { fault: `is empty (${quoted(given.join(' '))})` }
      : parseAngle(given.join(' '));
  };
  const [sign, ...rest] = dec;
  return [
    withUnit(put(ra.map(text)), 'hours'),
    put([text(sign) + text(rest[0]), ...rest.slice(1).map(text)]),
  ];
}

function withUnit(angle: Angle, unit: 'hours'): Angle {
  return 'fault' in angle ? angle : { ...angle, unit };
}
