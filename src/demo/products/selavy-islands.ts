import { FREQUENCY_HZ } from '../observing/band.ts';
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

/** How far an island reaches: to where its source has sunk to three times the noise. */
function radiusPixels({ exposure, detection }: SelavyRow): number {
  const sigma = exposure.beam.majorDeg / exposure.frame.pixelDeg / 2.355;
  return sigma * Math.sqrt(2 * Math.log(detection.peakJy / (3 * detection.rmsJy)));
}

const pixelCount = (row: SelavyRow): number =>
  Math.max(1, Math.round(Math.PI * radiusPixels(row) ** 2));
const reach = (row: SelavyRow): number => Math.floor(radiusPixels(row));
const solidAngle = (row: SelavyRow): number =>
  pixelCount(row) * (row.exposure.frame.pixelDeg * 60) ** 2;
const beamArea = ({ exposure: { beam } }: SelavyRow): number =>
  (Math.PI / (4 * Math.LN2)) * beam.majorDeg * beam.minorDeg * 3600;

const pixels = (name: string, ucd: string, value: (row: SelavyRow) => number) =>
  numberColumn(name, '', ucd, 8, 2, value);
const residual = (name: string, ucd: string, factor: number) =>
  fluxColumn(name, 'mJy/beam', ucd, ({ detection }) => factor * detection.rmsJy);

/** Columns of selavy's island catalogue, in its order. */
export const ISLAND_COLUMNS: readonly CatalogueColumn<SelavyRow>[] = [
  textColumn('island_id', 'meta.id;meta.main', 20, islandId),
  textColumn('island_name', 'meta.id', 15, positionName),
  countColumn('n_components', 'meta.number', () => 1),
  ...POSITION_COLUMNS,
  numberColumn('freq', 'MHz', 'em.freq', 8, 1, () => FREQUENCY_HZ / 1e6),
  numberColumn(
    'maj_axis',
    'arcsec',
    'phys.angSize.smajAxis;em.radio',
    9,
    2,
    (row) => 7200 * radiusPixels(row) * row.exposure.frame.pixelDeg,
  ),
  numberColumn(
    'min_axis',
    'arcsec',
    'phys.angSize.sminAxis;em.radio',
    9,
    2,
    (row) => 7200 * radiusPixels(row) * row.exposure.frame.pixelDeg,
  ),
  numberColumn('pos_ang', 'deg', 'phys.angSize;pos.posAng;em.radio', 8, 2, () => 0),
  fluxColumn(
    'flux_int',
    'mJy',
    'phot.flux.density;em.radio',
    ({ detection }) => detection.integratedJy,
  ),
  fluxColumn(
    'flux_int_err',
    'mJy',
    'stat.error;phot.flux.density;em.radio',
    ({ detection }) => detection.integratedErrorJy,
  ),
  fluxColumn(
    'flux_peak',
    'mJy/beam',
    'phot.flux.density;stat.max;em.radio',
    ({ detection }) => detection.peakJy,
  ),
  fluxColumn('mean_background', 'mJy/beam', 'instr.skyLevel;stat.mean;em.radio', () => 0),
  fluxColumn(
    'background_noise',
    'mJy/beam',
    'stat.stdev;instr.skyLevel;em.radio',
    ({ detection }) => detection.rmsJy,
  ),
  residual('max_residual', `phot.flux.density;stat.max;src.net`, 2),
  residual('min_residual', `phot.flux.density;stat.min;src.net`, -2),
  residual('mean_residual', `phot.flux.density;stat.mean;src.net`, 0),
  residual('rms_residual', 'stat.stdev;phot.flux.density;src.net', 1),
  residual('stdev_residual', 'stat.stdev;phot.flux.density;src.net', 1),
  countColumn('x_min', 'pos.cartesian.x;stat.min', (row) => row.detection.pixel.x - reach(row)),
  countColumn('x_max', 'pos.cartesian.x;stat.max', (row) => row.detection.pixel.x + reach(row)),
  countColumn('y_min', 'pos.cartesian.y;stat.min', (row) => row.detection.pixel.y - reach(row)),
  countColumn('y_max', 'pos.cartesian.y;stat.max', (row) => row.detection.pixel.y + reach(row)),
  countColumn('n_pix', 'meta.number;instr.pixel', pixelCount),
  numberColumn('solid_angle', 'arcmin**2', 'phys.angArea', 9, 2, solidAngle),
  numberColumn('beam_area', 'arcmin**2', 'phys.angArea;instr.beam', 9, 2, beamArea),
  pixels('x_ave', 'pos.cartesian.x;stat.mean', ({ detection }) => detection.pixel.x),
  pixels('y_ave', 'pos.cartesian.y;stat.mean', ({ detection }) => detection.pixel.y),
  pixels('x_cen', 'pos.cartesian.x', ({ detection }) => detection.pixel.x),
  pixels('y_cen', 'pos.cartesian.y', ({ detection }) => detection.pixel.y),
  countColumn('x_peak', 'pos.cartesian.x;stat.max', ({ detection }) => detection.pixel.x),
  countColumn('y_peak', 'pos.cartesian.y;stat.max', ({ detection }) => detection.pixel.y),
  countColumn('flag_i1', 'meta.code', () => 0),
  countColumn('flag_i2', 'meta.code', () => 0),
  countColumn('flag_i3', 'meta.code', () => 0),
  countColumn('flag_i4', 'meta.code', () => 0),
  textColumn('comment', 'meta.note', 10, () => ''),
];
