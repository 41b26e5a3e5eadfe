import type { TableRow } from '#shared/format/delimited-table.ts';
import { rolesOf } from './column-roles.ts';
import type { RawColumn } from './raw-table.ts';

const WORD = /"((?:[^"]|"")*)"(?=\s|$)|'((?:[^']|'')*)'(?=\s|$)|\S+/g;

/** The rows of a table whose columns blanks separate; quotes hold blanks together. Comments and empty lines are left out. */
export function splitBlanks(text: string): readonly TableRow[] {
  const rows: TableRow[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue;
    const cells = Array.from(line.matchAll(WORD), ([whole, double, single]) =>
      double !== undefined
        ? double.replaceAll('""', '"')
        : (single?.replaceAll("''", "'") ?? whole),
    );
    rows.push({ line: index + 1, cells });
  }
  return rows;
}

/**
 * Brings the words of a row under the columns' names where there are more words than names: angles in three words
 * (`12 34 56.7 -01 02 03`), and names of several words at the row's beginning or end.
 */
export function fitRow(
  columns: readonly RawColumn[],
): (cells: readonly string[]) => readonly string[] {
  let roles: ReturnType<typeof rolesOf> = null;
  try {
    roles = rolesOf(columns);
  } catch {
    // Whoever reads the columns' meaning tells what is wrong with them.
  }
  return (cells) => {
    const extra = cells.length - columns.length;
    if (extra <= 0 || roles === null) return cells;
    const { lon, lat, both, name } = roles;
    const sizes = columns.map((_, index): number => (index === lon || index === lat ? 3 : 1));
    if (both !== null) sizes[both] = 1 + extra;
    else if (lon === null) return cells;
    else if (extra !== 4) {
      sizes.fill(1);
      const isSexagesimal = extra > 4 && name !== null;
      if (isSexagesimal) for (const index of [lon, lat!]) sizes[index] = 3;
      if (name !== 0 && name !== columns.length - 1) return cells;
      sizes[name] = 1 + extra - (isSexagesimal ? 4 : 0);
    }
    let at = 0;
    return sizes.map((size) => {
      at += size;
      return cells.slice(at - size, at).join(' ');
    });
  };
}
