/** A column of a source catalogue. */
export interface CatalogueColumn<Row> {
  readonly name: string;
  /** As VOTable writes it; empty where there is none. */
  readonly unit: string;
  readonly datatype: 'char' | 'int' | 'float' | 'double';
  /** IVOA's Unified Content Descriptor. */
  readonly ucd: string;
  /** Characters in the text table; at least as long as the name. */
  readonly width: number;
  /** Digits after the point; null for text and whole numbers. */
  readonly decimals: number | null;
  readonly value: (row: Row) => string | number;
}

/** A catalogue: written once as a text table and once as a VOTable, with the same values in both. */
export interface CatalogueTable {
  readonly title: string;
  readonly columns: readonly Omit<CatalogueColumn<never>, 'value'>[];
  /** Values as they are written, by row and column. */
  readonly rows: readonly (readonly string[])[];
}

export function tabulate<Row>(
  title: string,
  columns: readonly CatalogueColumn<Row>[],
  rows: readonly Row[],
): CatalogueTable {
  return {
    title,
    columns,
    rows: rows.map((row) =>
      columns.map((column) => {
        const value = column.value(row);
        return typeof value === 'number' && column.decimals !== null
          ? value.toFixed(column.decimals)
          : String(value);
      }),
    ),
  };
}
