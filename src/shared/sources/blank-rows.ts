import type { TableRow } from '#shared/format/delimited-table.ts';
import { parseAngle } from '#shared/sky/parse-angle.ts';
import { type ColumnRoles, rolesOf } from './column-roles.ts';
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
    // The reader of the columns' meaning reports what is wrong with them.
  }
  return (cells) => {
    const extra = cells.length - columns.length;
    if (extra <= 0 || roles === null) return cells;
    for (const sizes of sizesFor(columns.length, extra, roles)) {
      let at = 0;
      const fitted = sizes.map((size) => {
        at += size;
        return cells.slice(at - size, at).join(' ');
      });
      const { lon, lat } = roles;
      if (lon === null || (isAngle(fitted[lon]!) && isAngle(fitted[lat!]!))) return fitted;
    }
    return cells;
  };
}

/** How many words each column may take, the likelier first. */
function sizesFor(count: number, extra: number, { lon, lat, both, name }: ColumnRoles): number[][] {
  const sizes = (own: Readonly<Record<number, number>>): number[] =>
    Array.from({ length: count }, (_, index) => own[index] ?? 1);
  if (both !== null) return [sizes({ [both]: 1 + extra })];
  if (lon === null || lat === null) return [];
  const isNameAtEdge = name === 0 || name === count - 1;
  const all: number[][] = [];
  if (extra === 4) all.push(sizes({ [lon]: 3, [lat]: 3 }));
  if (extra > 4 && isNameAtEdge) all.push(sizes({ [lon]: 3, [lat]: 3, [name]: extra - 3 }));
  if (isNameAtEdge) all.push(sizes({ [name]: 1 + extra }));
  return all;
}

function isAngle(text: string): boolean {
  return !('fault' in parseAngle(text));
}
