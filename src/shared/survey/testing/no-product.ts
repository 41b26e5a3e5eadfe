import type { Product } from '../product.ts';

/** What the grammar finds in a path that says nothing. */
export const NOTHING: Product = {
  epoch: null,
  region: 'none',
  kind: 'other',
  stokes: null,
  field: null,
  sbid: null,
  sign: null,
  legacyVersion: null,
  legacy: false,
  extension: '',
};
