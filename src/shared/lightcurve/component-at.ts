import { AppError } from '#shared/errors/app-error.ts';
import { columnOf, type NumberColumn, type SelavyCatalogue } from '#shared/selavy/catalogue.ts';
import { createMatcher } from '#shared/selavy/nearest-component.ts';
import type { SkyPosition } from '#shared/sky/position.ts';
import type { FoundComponent } from './curve-point.ts';
import { milliJanskys } from './milli-janskys.ts';

/** Finds the nearest component within a radius; null where none is that near. */
export type FindComponent = (position: SkyPosition, radiusArcsec: number) => FoundComponent | null;

/** Throws AppError `bad-input` for a catalogue without positions or fluxes: of islands, for example. */
export function createComponentFinder(catalogue: SelavyCatalogue): FindComponent {
  const match = createMatcher(catalogue);
  const [raDeg, decDeg] = [numbers(catalogue, 'ra_deg_cont'), numbers(catalogue, 'dec_deg_cont')];
  const ids = columnOf(catalogue, 'component_id');
  const peak = fluxes(catalogue, 'flux_peak');
  const int = fluxes(catalogue, 'flux_int');
  const rms = column(catalogue, 'rms_image');
  if (ids === undefined || peak === null || int === null) {
    throw new AppError(
      'bad-input',
      'The catalogue has no components with flux_peak and flux_int, so it has no light curve.',
    );
  }
  return (position, radiusArcsec) => {
    const nearest = match(position, radiusArcsec);
    if (nearest === null) return null;
    const { row, separationArcsec, positionAngleDeg } = nearest;
    return {
      id: String(ids.values[row]),
      raDeg: raDeg[row]!,
      decDeg: decDeg[row]!,
      peak: peak(row),
      int: int(row),
      rms: rms === null ? null : rms(row),
      separationArcsec,
      positionAngleDeg,
    };
  };
}

type Read = (row: number) => number | null;

function fluxes(catalogue: SelavyCatalogue, name: string) {
  const value = column(catalogue, name);
  const error = column(catalogue, `${name}_err`);
  if (value === null) return null;
  return (row: number) => ({ value: value(row), error: error === null ? null : error(row) });
}

/** A column of fluxes in mJy or mJy/beam; null where the catalogue has none. */
function column(catalogue: SelavyCatalogue, name: string): Read | null {
  const found = columnOf(catalogue, name);
  if (found === undefined || found.kind === 'text') return null;
  const factor = milliJanskys(found.unit ?? 'mJy');
  if (factor === null) {
    throw new AppError('bad-input', `The catalogue has ${name} in ${found.unit}, and not in mJy.`);
  }
  return (row) => (Number.isNaN(found.values[row]) ? null : factor * found.values[row]!);
}

function numbers(catalogue: SelavyCatalogue, name: string): Float64Array {
  // The matcher has refused a catalogue without them.
  return (columnOf(catalogue, name) as NumberColumn).values;
}
