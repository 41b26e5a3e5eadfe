import type { CatalogueColumn } from '#shared/selavy/catalogue.ts';

/** Rows that are looked at for the width of a column. */
const LOOKED_AT = 40;
const CHARACTER = 7.3;

/** A cell as the file has it; a dash for a missing number. Numbers of a column end alike: with zeros, never cut. */
export function cellText(column: CatalogueColumn, row: number): string {
  const value = column.values[row]!;
  if (typeof value === 'string') return value;
  if (Number.isNaN(value)) return '–';
  const text = String(value);
  const missing = decimalsOfColumn(column) - decimalsOf(text);
  return missing <= 0 || text.includes('e') ? text : value.toFixed(decimalsOf(text) + missing);
}

function decimalsOf(text: string): number {
  const point = text.indexOf('.');
  return point === -1 ? 0 : text.length - point - 1;
}

const known = new WeakMap<CatalogueColumn, number>();

/** The digits after the point that the first cells have at most. */
function decimalsOfColumn(column: CatalogueColumn): number {
  let most = known.get(column);
  if (most !== undefined) return most;
  most = 0;
  for (let row = 0; row < Math.min(LOOKED_AT, column.values.length); row += 1) {
    const text = String(column.values[row]);
    if (!text.includes('e')) most = Math.max(most, decimalsOf(text));
  }
  known.set(column, most);
  return most;
}

/** Pixels that hold the column's head and its first cells. */
export function widthOf(column: CatalogueColumn): number {
  let longest = Math.max(column.name.length + 2, (column.unit ?? '').length);
  for (let row = 0; row < Math.min(LOOKED_AT, column.values.length); row += 1) {
    longest = Math.max(longest, cellText(column, row).length);
  }
  return Math.round(Math.min(40, longest) * CHARACTER) + 20;
}
