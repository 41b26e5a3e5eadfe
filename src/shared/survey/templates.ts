// The survey's path templates: from what a file is to where it lies, from the root of the shared folder.
// `path-grammar.ts` is their inverse. Epochs are written as the folders do (`03x`), fields with `VAST_`.

import { shortEpoch } from './epochs.ts';
import type { SourceSign, Stokes } from './product.ts';

export const STOKES: readonly Stokes[] = ['I', 'Q', 'U', 'V'];

export const README_PATH = '/README.md';

/** The surveys with which QC plots compare a field. */
export type ReferenceSurvey = 'nvss' | 'sumss';

/** A tile's place: its field, and the scheduling block that observed it in this epoch. */
export interface TilePlace {
  readonly epoch: string;
  readonly field: string;
  readonly sbid: number;
}

/** The epoch's table of its observations. The only place where the survey writes an epoch without its zero. */
export function epochTablePath(epoch: string): string {
  return `/EPOCH${epoch}/VAST_epoch${shortEpoch(epoch)}.csv`;
}

/** The mosaic of all of a field's tiles. */
export function combinedImagePath(epoch: string, field: string, stokes: Stokes): string {
  return `/EPOCH${epoch}/COMBINED/STOKES${stokes}_IMAGES/${field}.EPOCH${epoch}.${stokes}.fits`;
}

/** The mosaic's background or rms map. */
export function combinedMapPath(
  epoch: string,
  field: string,
  stokes: Stokes,
  map: 'bkg' | 'rms',
): string {
  return `/EPOCH${epoch}/COMBINED/STOKES${stokes}_RMSMAPS/${field}.EPOCH${epoch}.${stokes}_${map}.fits`;
}

/** A selavy catalogue of the mosaic. Those of negative sources exist in Q, U and V only. */
export function combinedCataloguePath(
  epoch: string,
  field: string,
  stokes: Stokes,
  kind: 'components' | 'islands',
  sign: SourceSign,
  extension: 'txt' | 'xml',
): string {
  const prefix = sign === 'negative' ? 'n' : '';
  return `/EPOCH${epoch}/COMBINED/STOKES${stokes}_SELAVY/${prefix}${field}.EPOCH${epoch}.${stokes}.selavy.${kind}.${extension}`;
}

/** A single tile's image. */
export function tileImagePath({ epoch, field, sbid }: TilePlace, stokes: Stokes): string {
  return `/EPOCH${epoch}/TILES/STOKES${stokes}_IMAGES/image.${stokes.toLowerCase()}.SB${sbid}.cont.${field}.linmos.taylor.0.restored.fits`;
}

/** A single tile's selavy catalogue: components of positive sources, in Stokes I only. */
export function tileCataloguePath(
  { epoch, field, sbid }: TilePlace,
  extension: 'txt' | 'xml',
): string {
  return `/EPOCH${epoch}/TILES/STOKESI_SELAVY/selavy-image.i.SB${sbid}.cont.${field}.linmos.taylor.0.restored.components.${extension}`;
}

/** A QC plot of a mosaic (`sbid` null) or of a tile; `plot` is one of {@link qcPlotNames}. */
export function qcPlotPath(
  epoch: string,
  field: string,
  sbid: number | null,
  plot: string,
): string {
  const bare = field.replace(/^VAST_/, '');
  const folder = sbid === null ? `COMBINED_QC/SBXXXX_${bare}` : `TILES_QC/SB${sbid}_${bare}`;
  return `/EPOCH${epoch}/QC/${folder}/${bare}-${plot}.png`;
}

/** A plot that sums up an epoch's mosaics or tiles; `plot` is one of {@link SUMMARY_PLOTS}. */
export function summaryPlotPath(epoch: string, region: 'combined' | 'tiles', plot: string): string {
  return `/EPOCH${epoch}/QC/${region.toUpperCase()}_QC/${plot}.png`;
}

/** What is plotted for a field that is compared with those surveys. */
export function qcPlotNames(comparedWith: readonly ReferenceSurvey[]): readonly string[] {
  const comparisons = ['offsets', 'ratio_by_dec', 'ratio_by_dist', 'ratio_by_flux', 'skyplot'];
  return [
    'image',
    ...comparedWith.flatMap((survey) => comparisons.map((plot) => `${plot}_askap-${survey}`)),
  ];
}

/** The plots of a whole epoch. */
export const SUMMARY_PLOTS: readonly string[] = [
  'askap-nvss_int_flux_centre_distance_50_bins',
  'askap-sumss_int_flux_centre_distance_50_bins',
  'askap-sumss_peak_flux_centre_distance_50_bins',
  'icrf_offsets',
  'mosaick_original_int_flux_ratio_hist',
  'mosaick_original_int_flux_ratio_scatter',
  'mosaick_original_peak_flux_ratio_hist',
  'mosaick_original_peak_flux_ratio_scatter',
  'neighbouring_source_int_flux_ratio',
  'neighbouring_source_int_pb_profile_high_ratio',
  'neighbouring_source_int_pb_profile_low_ratio',
  'neighbouring_source_peak_flux_ratio',
  'neighbouring_source_peak_pb_profile_high_ratio',
  'neighbouring_source_peak_pb_profile_low_ratio',
];
