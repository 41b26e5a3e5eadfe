/** What a column holds: `integer` covers flags, counts and pixel indices. */
export type ColumnKind = 'text' | 'number' | 'integer';

interface Described {
  /** As selavy names it: `flux_peak`. */
  readonly name: string;
  /** As selavy writes it (`mJy/beam`, `arcmin**2`); null where it has none. */
  readonly unit: string | null;
  /** The kind of content, which only the VOTable tells: `phot.flux.density;stat.max;em.radio;stat.fit`. */
  readonly ucd: string | null;
}

export interface TextColumn extends Described {
  readonly kind: 'text';
  /** One a row, without padding; an empty string where the file has blanks. */
  readonly values: readonly string[];
}

export interface NumberColumn extends Described {
  readonly kind: 'number' | 'integer';
  /** One a row, in the column's unit; NaN where the file has no value. */
  readonly values: Float64Array;
}

export type CatalogueColumn = TextColumn | NumberColumn;

/** A catalogue of selavy's, of components or of islands, by columns. */
export interface SelavyCatalogue {
  /** In the file's order; all of them. */
  readonly columns: readonly CatalogueColumn[];
  readonly rowCount: number;
}

/** A column by its name, or undefined where the catalogue has none of that name. */
export function columnOf(catalogue: SelavyCatalogue, name: string): CatalogueColumn | undefined {
  return catalogue.columns.find((column) => column.name === name);
}
