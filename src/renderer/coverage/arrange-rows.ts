import { fieldNamed } from '#shared/survey/fields.ts';
import type { Axes, AxisRow } from './axes.ts';
import type { CellCounts } from './count-cells.ts';

/** What the fields are sorted by: position, number of epochs with files, or files that are not on disk. */
export type FieldOrder = 'ra' | 'dec' | 'epochs' | 'missing';

interface Facts {
  readonly epochs: number;
  readonly missing: number;
}

/**
 * The rows with files on view, sorted. Most epochs and most missing files come first; the kinds of a field stay
 * together, and the files of whole epochs come last.
 *
 * @param within keeps these fields only; null keeps all rows
 * @returns numbers of rows
 */
export function arrangeRows(
  { rows }: Axes,
  counts: CellCounts,
  order: FieldOrder,
  within: ReadonlySet<string> | null,
): readonly number[] {
  const facts = factsByField(rows, counts);
  const filesOf = counts.counts.files;
  const width = counts.columns + 1;
  const shown = [...rows.keys()].filter((row) => {
    const { field } = rows[row]!;
    if (filesOf[row * width + counts.columns] === 0) return false;
    return within === null || (field !== null && within.has(field));
  });
  return shown.toSorted((a, b) => compare(rows[a]!, rows[b]!, order, facts) || a - b);
}

function compare(
  a: AxisRow,
  b: AxisRow,
  order: FieldOrder,
  facts: ReadonlyMap<string | null, Facts>,
): number {
  if (a.field === b.field) return 0;
  if (a.field === null) return 1;
  if (b.field === null) return -1;
  return keyOf(a.field, order, facts) - keyOf(b.field, order, facts) || byPosition(a, b);
}

function keyOf(field: string, order: FieldOrder, facts: ReadonlyMap<string | null, Facts>): number {
  switch (order) {
    case 'ra':
      return fieldNamed(field)?.raDeg ?? Number.MAX_VALUE;
    case 'dec':
      return fieldNamed(field)?.decDeg ?? Number.MAX_VALUE;
    case 'epochs':
      return -facts.get(field)!.epochs;
    case 'missing':
      return -facts.get(field)!.missing;
    default:
      return order satisfies never;
  }
}

/** By right ascension, then from south to north. A field that the survey does not have comes last. */
function byPosition(a: AxisRow, b: AxisRow): number {
  const [first, second] = [fieldNamed(a.field ?? ''), fieldNamed(b.field ?? '')];
  if (first === undefined || second === undefined) {
    return Number(first === undefined) - Number(second === undefined);
  }
  return first.raDeg - second.raDeg || first.decDeg - second.decDeg;
}

function factsByField(
  rows: readonly AxisRow[],
  { columns, counts }: CellCounts,
): ReadonlyMap<string | null, Facts> {
  const width = columns + 1;
  const facts = new Map<string | null, Facts>();
  for (const [field, numbers] of Map.groupBy(rows.keys(), (row) => rows[row]!.field)) {
    let epochs = 0;
    for (let column = 0; column < columns; column += 1) {
      if (numbers.some((row) => counts.files[row * width + column]! > 0)) epochs += 1;
    }
    const missing = numbers.reduce((sum, row) => {
      const at = row * width + columns;
      return sum + counts.files[at]! - counts.onDisk[at]!;
    }, 0);
    facts.set(field, { epochs, missing });
  }
  return facts;
}
