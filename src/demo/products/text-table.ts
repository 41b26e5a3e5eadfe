import type { CatalogueTable } from './catalogue-table.ts';

/** A catalogue as selavy writes it for people: names, units, then rows, in columns of fixed width. */
export function encodeTextTable({ columns, rows }: CatalogueTable): string {
  const widths = columns.map(({ name, unit, width }, index) =>
    rows.reduce(
      (widest, row) => Math.max(widest, row[index]!.length),
      Math.max(name.length, unit.length + 2, width),
    ),
  );
  const line = (start: string, cells: readonly string[]): string =>
    start + cells.map((cell, index) => cell.padStart(widths[index]!)).join(' ');
  return [
    line(
      '#',
      columns.map(({ name }) => name),
    ),
    line(
      '#',
      columns.map(({ unit, datatype }) => unitCell(unit, datatype)),
    ),
    ...rows.map((row) => line(' ', row)),
    '',
  ].join('\n');
}

function unitCell(unit: string, datatype: string): string {
  if (unit !== '') return `[${unit}]`;
  return datatype === 'char' || datatype === 'int' ? '' : '--';
}
