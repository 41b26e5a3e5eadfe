import type { Catalogue } from '#shared/catalogue/catalogue.ts';
import type { ProductKind } from '#shared/survey/product.ts';

/** A row of the matrix. */
export interface AxisRow {
  /** Null for the files of a whole epoch. */
  readonly field: string | null;
  /** Null if all kinds share the row. */
  readonly kind: ProductKind | null;
}

/** Where each file of a catalogue stands in the matrix. Cells are numbered row by row. */
export interface Axes {
  readonly rows: readonly AxisRow[];
  /** As the survey's folders write them, sorted. */
  readonly epochs: readonly string[];
  /** The cell of each row of the catalogue; -1 for a file without an epoch. */
  readonly cells: Int32Array;
}

const KINDS: readonly ProductKind[] = [
  'image',
  'rms',
  'background',
  'components',
  'islands',
  'qc',
  'table',
  'document',
  'other',
];

/** The fields of a catalogue by name, then the files without a field; by kind, too, if `splitsKinds`. */
export function createAxes(catalogue: Catalogue, splitsKinds: boolean): Axes {
  const { traits, traitsIds, fields, fieldIds, length } = catalogue;
  const epochs = [
    ...new Set(traits.flatMap(({ epoch }) => (epoch === null ? [] : [epoch]))),
  ].toSorted();
  const columnOf = traits.map(({ epoch }) => (epoch === null ? -1 : epochs.indexOf(epoch)));
  const kindOf = traits.map(({ kind }) => (splitsKinds ? KINDS.indexOf(kind) : 0));
  const kinds = splitsKinds ? KINDS.length : 1;

  const isUsed = new Uint8Array(fields.length * kinds);
  for (let row = 0; row < length; row += 1) {
    const traitsId = traitsIds[row]!;
    if (columnOf[traitsId] !== -1) isUsed[fieldIds[row]! * kinds + kindOf[traitsId]!] = 1;
  }
  const rows: AxisRow[] = [];
  const lineOf = new Int32Array(isUsed.length).fill(-1);
  for (const fieldId of sortedIds(fields)) {
    for (let kind = 0; kind < kinds; kind += 1) {
      if (isUsed[fieldId * kinds + kind] !== 1) continue;
      lineOf[fieldId * kinds + kind] = rows.length;
      rows.push({ field: fields[fieldId] ?? null, kind: splitsKinds ? KINDS[kind]! : null });
    }
  }
  const cells = new Int32Array(length);
  for (let row = 0; row < length; row += 1) {
    const traitsId = traitsIds[row]!;
    const column = columnOf[traitsId]!;
    const line = lineOf[fieldIds[row]! * kinds + kindOf[traitsId]!]!;
    cells[row] = column === -1 ? -1 : line * epochs.length + column;
  }
  return { rows, epochs, cells };
}

/** The numbers of the fields, by name; the number of "no field" comes last. */
function sortedIds(fields: readonly (string | null)[]): readonly number[] {
  return [...fields.keys()].toSorted((a, b) => {
    const [first, second] = [fields[a] ?? null, fields[b] ?? null];
    if (first === null || second === null) return Number(first === null) - Number(second === null);
    return first < second ? -1 : Number(first > second);
  });
}
