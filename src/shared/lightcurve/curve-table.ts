import { csvCell } from '#shared/format/csv-cell.ts';
import type { Source } from '#shared/sources/source.ts';
import type { Stokes } from '#shared/survey/product.ts';
import { type CurvePoint, type FluxKind, fluxOf, limitOf, mjdOf } from './curve-point.ts';

const COLUMNS = [
  'source',
  'ra_deg',
  'dec_deg',
  'epoch',
  'field',
  'sbid',
  'start_utc',
  'mjd',
  'stokes',
  'outcome',
  'flux_kind',
  'flux_mjy',
  'flux_err_mjy',
  'limit_mjy',
  'rms_mjy',
  'separation_arcsec',
  'position_angle_deg',
  'component_id',
  'component_ra_deg',
  'component_dec_deg',
  'catalogue',
  'rms_map',
  'note',
];

/** What a table is of, beside its points. */
export interface CurveTableOf {
  readonly sources: readonly Source[];
  readonly flux: FluxKind;
  readonly stokes: Stokes;
}

/** Light curves as CSV, a line at a time without its end; docs/lightcurve.md describes the columns. */
export function* curveTable(
  points: Iterable<CurvePoint>,
  { sources, flux, stokes }: CurveTableOf,
): Generator<string> {
  yield COLUMNS.join(',');
  for (const point of points) {
    const { component, startUtc } = point;
    const { name, raDeg, decDeg } = sources[point.source]!;
    const measured = fluxOf(point, flux);
    const cells: readonly (string | number | null)[] = [
      harmless(name),
      raDeg.toFixed(6),
      decDeg.toFixed(6),
      point.epoch,
      point.field,
      point.sbids.join(' '),
      startUtc === null ? null : `${startUtc}Z`,
      startUtc === null ? null : mjdOf(startUtc).toFixed(5),
      stokes,
      point.outcome,
      flux,
      rounded(measured?.value),
      rounded(measured?.error),
      rounded(limitOf(point)),
      rounded(point.rms ?? component?.rms),
      component?.separationArcsec.toFixed(2) ?? null,
      component?.positionAngleDeg.toFixed(1) ?? null,
      component?.id ?? null,
      component?.raDeg.toFixed(6) ?? null,
      component?.decDeg.toFixed(6) ?? null,
      point.catalogue,
      point.rmsMap,
      point.note,
    ];
    yield cells.map((cell) => csvCell(String(cell ?? ''))).join(',');
  }
}

/** To a nanojansky: selavy's own text is not finer. */
function rounded(value: number | null | undefined): number | null {
  return value === null || value === undefined ? null : Number(value.toFixed(6));
}

/** A name that a spreadsheet would run as a formula gets an apostrophe. */
function harmless(name: string): string {
  return /^[=@\t\r]/.test(name) ? `'${name}` : name;
}
