import { fieldNamed } from './fields.ts';
import { type Observation, OBSERVATIONS } from './observations.ts';
import type { Region } from './product.ts';
import {
  combinedCataloguePath,
  combinedImagePath,
  combinedMapPath,
  epochTablePath,
  qcPlotNames,
  qcPlotPath,
  README_PATH,
  STOKES,
  SUMMARY_PLOTS,
  summaryPlotPath,
  tileCataloguePath,
  tileImagePath,
} from './templates.ts';

// Where the release of 2020-04-02 departs from its own pattern:

/** Fields of which an epoch has the tile, but neither a mosaic nor anything made from one. */
const WITHOUT_MOSAIC: ReadonlySet<string> = new Set(['06x VAST_0012+00A', '07x VAST_0534-43A']);

/** A second tile of a field and epoch, of which there are images only. */
const IMAGES_ONLY_SBIDS: ReadonlySet<number> = new Set([11598]);

/** Plots that one epoch lacks, by epoch and region: names that begin so. */
const WITHOUT_SUMMARY_PLOTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['07x combined', ['mosaick_']],
  ['07x tiles', ['mosaick_', 'neighbouring_']],
]);

/** The day on which the survey's folder was as {@link builtinListing} tells. */
export const BUILTIN_LISTING_DATE = '2020-04-02';

let builtin: readonly string[] | undefined;

/** All 42,165 paths of the release of 2020-04-02, without `/LEGACY`; made once. */
export function builtinListing(): readonly string[] {
  builtin ??= listingOf(OBSERVATIONS);
  return builtin;
}

/**
 * Everything that the survey's folder holds of these observations: their tiles, the mosaics of their fields, and
 * the tables and plots of their epochs. Each path once.
 */
export function listingOf(observations: readonly Observation[]): readonly string[] {
  const epochs = new Set(observations.map(({ epoch }) => epoch));
  const mosaics = new Map(observations.map((tile) => [`${tile.epoch} ${tile.field}`, tile]));
  return [
    README_PATH,
    ...[...epochs].flatMap(pathsOfEpoch),
    ...[...mosaics.values()].flatMap(({ epoch, field }) => pathsOfMosaic(epoch, field)),
    ...observations.flatMap(pathsOfObservation),
  ];
}

/** An epoch's table and summary plots. */
function pathsOfEpoch(epoch: string): readonly string[] {
  const plotsOf = (region: Exclude<Region, 'none'>) => {
    const missing = WITHOUT_SUMMARY_PLOTS.get(`${epoch} ${region}`) ?? [];
    return SUMMARY_PLOTS.filter((plot) => !missing.some((start) => plot.startsWith(start))).map(
      (plot) => summaryPlotPath(epoch, region, plot),
    );
  };
  return [epochTablePath(epoch), ...plotsOf('combined'), ...plotsOf('tiles')];
}

/** A field's mosaic of an epoch, with its maps, catalogues and QC plots. */
function pathsOfMosaic(epoch: string, field: string): readonly string[] {
  if (WITHOUT_MOSAIC.has(`${epoch} ${field}`)) return [];
  const products = STOKES.flatMap((stokes) => [
    combinedImagePath(epoch, field, stokes),
    combinedMapPath(epoch, field, stokes, 'bkg'),
    combinedMapPath(epoch, field, stokes, 'rms'),
    ...(stokes === 'I' ? (['positive'] as const) : (['positive', 'negative'] as const)).flatMap(
      (sign) =>
        (['components', 'islands'] as const).flatMap((kind) =>
          (['txt', 'xml'] as const).map((extension) =>
            combinedCataloguePath(epoch, field, stokes, kind, sign, extension),
          ),
        ),
    ),
  ]);
  return [...products, ...qcPlotsOf(epoch, field, null)];
}

/** A tile's images, with its catalogues and QC plots. */
function pathsOfObservation(tile: Observation): readonly string[] {
  const images = STOKES.map((stokes) => tileImagePath(tile, stokes));
  if (IMAGES_ONLY_SBIDS.has(tile.sbid)) return images;
  return [
    ...images,
    tileCataloguePath(tile, 'txt'),
    tileCataloguePath(tile, 'xml'),
    ...qcPlotsOf(tile.epoch, tile.field, tile.sbid),
  ];
}

function qcPlotsOf(epoch: string, field: string, sbid: number | null): readonly string[] {
  const facts = fieldNamed(field);
  const comparedWith = [
    ...(facts?.qcNvss === true ? (['nvss'] as const) : []),
    ...(facts?.qcSumss === true ? (['sumss'] as const) : []),
  ];
  return qcPlotNames(comparedWith).map((plot) => qcPlotPath(epoch, field, sbid, plot));
}
