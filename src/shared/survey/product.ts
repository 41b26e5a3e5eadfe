/** The kinds of file that the survey holds. `document` is a README, `table` an epoch's CSV, `other` the rest. */
export type ProductKind =
  | 'image'
  | 'rms'
  | 'background'
  | 'components'
  | 'islands'
  | 'qc'
  | 'table'
  | 'document'
  | 'other';

/** Mosaics of all tiles of a field and epoch (`combined`), single tiles (`tiles`), or neither. */
export type Region = 'combined' | 'tiles' | 'none';

export type Stokes = 'I' | 'Q' | 'U' | 'V';

/** Selavy looks for positive sources and, in Q, U and V, for negative ones, too. */
export type SourceSign = 'positive' | 'negative';

/** What the grammar can tell of a path. A property that the path does not tell is `null` (or `none`, `other`). */
export interface Product {
  /** As the survey's folders write it, without `EPOCH`: `01`, `03x`, … */
  readonly epoch: string | null;
  readonly region: Region;
  readonly kind: ProductKind;
  readonly stokes: Stokes | null;
  /** With its prefix: `VAST_0918+00A`. */
  readonly field: string | null;
  /** ASKAP's scheduling-block id. */
  readonly sbid: number | null;
  /** Only of component and island catalogues. */
  readonly sign: SourceSign | null;
  /** The release that a file below `/LEGACY` belongs to: `v0.6`. */
  readonly legacyVersion: string | null;
  /** Whether the path lies below `/LEGACY`, even without a version in it. */
  readonly legacy: boolean;
  /** In lower case, without the dot; empty where there is none. */
  readonly extension: string;
}
