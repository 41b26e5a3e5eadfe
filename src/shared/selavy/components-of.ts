import { AppError } from '#shared/errors/app-error.ts';
import { columnOf, type SelavyCatalogue } from './catalogue.ts';

/** The components of a catalogue as a map marks them; all lists have one length. */
export interface Components {
  /** As selavy names them; its number, from 1, for one without a name. */
  readonly names: readonly string[];
  /** J2000, degrees; NaN for one without a position. */
  readonly raDeg: Float64Array;
  readonly decDeg: Float64Array;
  /** Peak flux density in the catalogue's unit, mJy/beam; NaN where it has none. */
  readonly peak: Float64Array;
}

/** @throws AppError `bad-input` for a catalogue without positions */
export function componentsOf(catalogue: SelavyCatalogue): Components {
  const numbers = (name: string): Float64Array | null => {
    const column = columnOf(catalogue, name);
    return column === undefined || column.kind === 'text' ? null : column.values;
  };
  const [raDeg, decDeg] = [numbers('ra_deg_cont'), numbers('dec_deg_cont')];
  if (raDeg === null || decDeg === null) {
    throw new AppError(
      'bad-input',
      'The catalogue has no columns ra_deg_cont and dec_deg_cont: choose a catalogue of components.',
    );
  }
  const named = columnOf(catalogue, 'component_name');
  const texts = named?.kind === 'text' ? named.values : [];
  return {
    names: Array.from(raDeg, (_, row) => texts[row] || String(row + 1)),
    raDeg,
    decDeg,
    peak: numbers('flux_peak') ?? new Float64Array(raDeg.length).fill(Number.NaN),
  };
}
