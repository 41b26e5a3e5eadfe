import { FREQUENCY_HZ } from '../observing/band.ts';
import { ARCSEC_PER_DEGREE } from '../sky/shifted.ts';
import type { CatalogueColumn } from './catalogue-table.ts';
import {
  countColumn,
  fluxColumn,
  islandId,
  numberColumn,
  POSITION_COLUMNS,
  positionName,
  type SelavyRow,
  textColumn,
} from './selavy-row.ts';

const PEAK = 'phot.flux.density;stat.max;em.radio;stat.fit';
const INTEGRATED = 'phot.flux.density;em.radio;stat.fit';
const MAJOR = 'phys.angSize.smajAxis;em.radio;stat.fit';
const MINOR = 'phys.angSize.sminAxis;em.radio;stat.fit';
const ANGLE = 'phys.angSize;pos.posAng;em.radio;stat.fit';

/** Selavy's mark for a value that it did not work out. */
const UNKNOWN = -99;

const arcsec = (name: string, ucd: string, value: (row: SelavyRow) => number) =>
  numberColumn(name, 'arcsec', ucd, 9, 2, value);
const plain = (name: string, ucd: string, value: (row: SelavyRow) => number) =>
  numberColumn(name, '', ucd, 8, 2, value);
const noise = (row: SelavyRow): number => row.detection.rmsJy / row.detection.peakJy;

/** Columns of selavy's component catalogue, in its order. */
export const COMPONENT_COLUMNS: readonly CatalogueColumn<SelavyRow>[] = [
  textColumn('island_id', 'meta.id.parent', 20, islandId),
  textColumn('component_id', 'meta.id;meta.main', 24, componentId),
  textColumn('component_name', 'meta.id', 15, positionName),
  ...POSITION_COLUMNS,
  arcsec('ra_err', 'stat.error;pos.eq.ra', ({ detection }) => detection.positionErrorArcsec),
  arcsec('dec_err', 'stat.error;pos.eq.dec', ({ detection }) => detection.positionErrorArcsec),
  numberColumn('freq', 'MHz', 'em.freq', 8, 1, () => FREQUENCY_HZ / 1e6),
  fluxColumn('flux_peak', 'mJy/beam', PEAK, ({ detection }) => detection.peakJy),
  fluxColumn(
    'flux_peak_err',
    'mJy/beam',
    `stat.error;${PEAK}`,
    ({ detection }) => detection.peakErrorJy,
  ),
  fluxColumn('flux_int', 'mJy', INTEGRATED, ({ detection }) => detection.integratedJy),
  fluxColumn(
    'flux_int_err',
    'mJy',
    `stat.error;${INTEGRATED}`,
    ({ detection }) => detection.integratedErrorJy,
  ),
  arcsec('maj_axis', MAJOR, ({ exposure }) => exposure.beam.majorDeg * ARCSEC_PER_DEGREE),
  arcsec('min_axis', MINOR, ({ exposure }) => exposure.beam.minorDeg * ARCSEC_PER_DEGREE),
  numberColumn('pos_ang', 'deg', ANGLE, 8, 2, ({ exposure }) => exposure.beam.angleDeg),
  arcsec(
    'maj_axis_err',
    `stat.error;${MAJOR}`,
    (row) => row.exposure.beam.majorDeg * ARCSEC_PER_DEGREE * noise(row),
  ),
  arcsec(
    'min_axis_err',
    `stat.error;${MINOR}`,
    (row) => row.exposure.beam.minorDeg * ARCSEC_PER_DEGREE * noise(row),
  ),
  numberColumn('pos_ang_err', 'deg', `stat.error;${ANGLE}`, 8, 2, (row) => 60 * noise(row)),
  // Point sources: nothing is left once the beam has been taken out.
  arcsec('maj_axis_deconv', MAJOR, () => 0),
  arcsec('min_axis_deconv', MINOR, () => 0),
  numberColumn('pos_ang_deconv', 'deg', ANGLE, 8, 2, () => 0),
  arcsec('maj_axis_deconv_err', `stat.error;${MAJOR}`, () => 0),
  arcsec('min_axis_deconv_err', `stat.error;${MINOR}`, () => 0),
  numberColumn('pos_ang_deconv_err', 'deg', `stat.error;${ANGLE}`, 8, 2, () => 0),
  numberColumn('chi_squared_fit', '', 'stat.fit.chi2', 10, 3, (row) => 1 + 4 * noise(row)),
  fluxColumn(
    'rms_fit_gauss',
    'mJy/beam',
    'stat.stdev;stat.fit',
    ({ detection }) => detection.rmsJy,
  ),
  plain(
    'spectral_index',
    'spect.index;em.radio',
    ({ detection }) => detection.source.spectralIndex,
  ),
  plain('spectral_curvature', 'spect.index;em.radio', () => UNKNOWN),
  plain('spectral_index_err', 'stat.error;spect.index;em.radio', noise),
  plain('spectral_curvature_err', 'stat.error;spect.index;em.radio', () => 0),
  fluxColumn(
    'rms_image',
    'mJy/beam',
    'stat.stdev;phot.flux.density',
    ({ detection }) => detection.rmsJy,
  ),
  countColumn('has_siblings', 'meta.code', () => 0),
  countColumn('fit_is_estimate', 'meta.code', () => 0),
  countColumn('spectral_index_from_TT', 'meta.code', () => 1),
  countColumn('flag_c4', 'meta.code', () => 0),
  textColumn('comment', 'meta.note', 10, () => ''),
];

/** The first and only component of an island is its `a`. */
function componentId({ exposure, number }: SelavyRow): string {
  return `SB${exposure.sbid}_component_${number}a`;
}
