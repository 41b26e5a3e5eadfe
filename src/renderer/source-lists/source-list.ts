import type { FieldEpochs } from '#shared/catalogue/field-epochs.ts';
import type { BadRow, ReadOptions } from '#shared/sources/interpret-table.ts';
import { namesIn, type NameColumn, type SourceNames } from './source-names.ts';

/** What the worker makes of a table: plain data, its arrays handed over without a copy. */
export interface ReadTable {
  readonly names: NameColumn;
  /** ICRS, degrees. */
  readonly raDeg: Float64Array<ArrayBuffer>;
  readonly decDeg: Float64Array<ArrayBuffer>;
  /** Fields and epochs that see any of the sources, by the rule of vast-tools 3.x. */
  readonly seen: readonly FieldEpochs[];
  /** Sources that no field sees, or none in any epoch: indexes, ascending. */
  readonly outside: Uint32Array<ArrayBuffer>;
  /** Rows that could not be read: the first few of {@link badRowCount}. */
  readonly badRows: readonly BadRow[];
  readonly badRowCount: number;
  /** How the table was read, and what users should check: sentences. */
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
}

/** One list of sources, as read from a table, with what the finder of fields says of it. */
export interface SourceList extends Omit<ReadTable, 'names'> {
  /** The names as the worker takes them. */
  readonly nameColumn: NameColumn;
  readonly id: string;
  /** `pulsars.csv`, until the user renames it. */
  readonly name: string;
  readonly options: ReadOptions;
  /** One a source. */
  readonly names: SourceNames;
  /** Survey fields that see any of the sources, as the catalogue names them: `VAST_0012+00A`. */
  readonly fields: ReadonlySet<string>;
}

export function sourceListOf(
  about: Pick<SourceList, 'id' | 'name' | 'options'>,
  { names, ...table }: ReadTable,
): SourceList {
  const fields = new Set(table.seen.map(({ field }) => field));
  return { ...about, ...table, nameColumn: names, names: namesIn(names), fields };
}
