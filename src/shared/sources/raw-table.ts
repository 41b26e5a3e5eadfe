/** A cell as its file holds it: text that may be an angle or a name, a number, or nothing. */
export type Cell = string | number | null;

/** A column, with what its file contains about it. */
export interface RawColumn {
  readonly name: string;
  /** As it is written there: `deg`, `"h:m:s"`. */
  readonly unit: string | null;
  /** VOTable's kind of content: `pos.eq.ra;meta.main`. */
  readonly ucd: string | null;
  /** The frame that the file names for this column, as it writes it: `eq_FK5`, `ICRS`. */
  readonly system: string | null;
}

/** A table as it was found in a file, before anybody asks what its columns mean. */
export interface RawTable {
  /** What kind of file it was, for messages: `comma-separated`, `VOTable`, `FITS`. */
  readonly kind: string;
  /** Null where the file names no columns. */
  readonly columns: readonly RawColumn[] | null;
  readonly rowCount: number;
  readonly cellsOf: (row: number) => readonly Cell[];
  /** Where a row is, for messages: `line 12` of a text, `row 12` of other files. */
  readonly locationOf: (row: number) => string;
  /** Whether a comma in a number stands for a point, as where semicolons separate the columns. */
  readonly hasDecimalCommas: boolean;
  /** What users should know about the file: sentences. */
  readonly notes: readonly string[];
}

/** A column of which nothing but the name is known. */
export function plainColumn(name: string, unit: string | null = null): RawColumn {
  return { name, unit, ucd: null, system: null };
}
