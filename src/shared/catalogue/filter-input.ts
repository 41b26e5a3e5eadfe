import type { FieldEpochs } from './field-epochs.ts';

/** What people ask for, as they type it: the flags of the command, or a form's fields. Nothing is checked yet. */
export interface FilterInput {
  /** `1`, `01`, `4x`, `04x`. An empty list is a demand without a value, which is an error; so for all lists here. */
  readonly epochs?: readonly string[] | undefined;
  /** With or without `VAST_`, whole. */
  readonly fields?: readonly string[] | undefined;
  /** The epochs of each field, as a table names them; fields that it does not name are not wanted. */
  readonly fieldEpochs?: readonly FieldEpochs[] | undefined;
  /** In any case. */
  readonly stokes?: readonly string[] | undefined;
  readonly skipXml?: boolean | undefined;
  readonly skipTxt?: boolean | undefined;
  readonly skipQc?: boolean | undefined;
  readonly skipComponents?: boolean | undefined;
  readonly skipIslands?: boolean | undefined;
  /** Images of every Stokes, combined and tiles; not background and rms. */
  readonly skipFieldImages?: boolean | undefined;
  readonly skipBkgImages?: boolean | undefined;
  readonly skipRmsImages?: boolean | undefined;
  /** Images, background and rms. */
  readonly skipAllImages?: boolean | undefined;
  /** Only combined products, or only tiles. */
  readonly region?: 'combined' | 'tiles' | undefined;
  /** One older release and nothing else: `v0.6`. */
  readonly legacyVersion?: string | undefined;
  /** Everything below `/LEGACY`, too. */
  readonly includeLegacy?: boolean | undefined;
}
