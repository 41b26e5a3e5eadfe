import type { ColumnKind } from './catalogue.ts';

const TEXTS = /(?:^|_)(?:id|name)$|_(?:hms|dms)_cont$|^comment$/;
const INTEGERS =
  /^(?:flag_\w+|n_components|n_pix|[xy]_(?:min|max|peak)|has_siblings|fit_is_estimate|spectral_index_from_TT)$/;

/**
 * The kind of a column by its name: selavy's text files don't say it. Source: the descriptions of CASDA's continuum
 * component and island catalogues, versions 1.9 and 1.4.
 */
export function kindOfColumn(name: string): ColumnKind {
  if (TEXTS.test(name)) return 'text';
  return INTEGERS.test(name) ? 'integer' : 'number';
}

/** What selavy writes for a spectral index or curvature that it did not fit. */
const NOT_FITTED = -99;

/** Whether a number of a column stands for a missing one. */
export function isMissing(name: string, value: number): boolean {
  return value === NOT_FITTED && name.startsWith('spectral_');
}

/** A unit as selavy writes it, or null for its signs of none. */
export function unitOf(text: string): string | null {
  const unit = text.replace(/^\[(.*)\]$/, '$1').trim();
  return unit === '' || unit === '--' ? null : unit;
}
