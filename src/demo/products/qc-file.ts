import type { Observation } from '#shared/survey/observations.ts';
import type { Product, Region } from '#shared/survey/product.ts';
import type { ReferenceSurvey } from '#shared/survey/templates.ts';
import type { Detect } from '../observing/detections.ts';
import type { Exposure } from '../observing/exposure.ts';
import type { Observatory } from '../observing/observatory.ts';
import { imageRows } from '../observing/render-image.ts';
import { drawChart } from '../plots/chart.ts';
import { type EpochMeasurements, epochChart } from '../plots/epoch-plots.ts';
import { FIELD_PLOTS } from '../plots/field-plots.ts';
import { fieldPicture } from '../plots/field-picture.ts';
import { pairsBetween } from '../plots/flux-pairs.ts';
import { matchesWith } from '../plots/reference-survey.ts';

/** What a QC plot's name tells: `<field>-<plot>_askap-<survey>.png`, or a plot of the whole epoch. */
const FIELD_PLOT = /-(?<plot>[a-z_]+?)(?:_askap-(?<survey>nvss|sumss))?\.png$/;

/** A QC plot of a field, or null where its name is none of the survey's. */
export function fieldQcFile(
  observatory: Observatory,
  detect: Detect,
  exposure: Exposure,
  fileName: string,
): Buffer | null {
  const { plot, survey } = FIELD_PLOT.exec(fileName)?.groups ?? {};
  if (plot === 'image') return fieldPicture(exposure, imageRows(observatory, exposure, 'I'));
  const draw = FIELD_PLOTS[plot ?? ''];
  if (draw === undefined || (survey !== 'nvss' && survey !== 'sumss')) return null;
  const matches = matchesWith(survey, exposure, detect(exposure, 'I', 'positive'));
  return drawChart(draw(`${exposure.field.name} ${plot} ${survey}`, matches));
}

/** A QC plot of a whole epoch, or null where its name is none of the survey's. */
export function epochQcFile(
  observatory: Observatory,
  detect: Detect,
  { epoch, region }: Product,
  fileName: string,
): Buffer | null {
  if (epoch === null) return null;
  const plot = fileName.replace(/\.png$/, '');
  const measurements = measurementsOf(observatory, detect, epoch, region);
  const chart = epochChart(plot, titleOf(plot), measurements);
  return chart === null ? null : drawChart(chart);
}

/** A plot's name as a line that fits above it. */
function titleOf(plot: string): string {
  return plot
    .replace('neighbouring_source', 'neighbours')
    .replace('mosaick_original', 'mosaic/tile')
    .replace('centre_distance_50_bins', 'by distance')
    .replaceAll('_', ' ');
}

function measurementsOf(
  observatory: Observatory,
  detect: Detect,
  epoch: string,
  region: Region,
): EpochMeasurements {
  const own = observatory.observations.filter((observation) => observation.epoch === epoch);
  const exposureOf = (observation: Observation, wanted: Region): Exposure | null =>
    observatory.exposure({
      epoch,
      field: observation.field,
      sbid: wanted === 'tiles' ? observation.sbid : null,
      release: '',
    });
  const exposures = own.flatMap((observation) => exposureOf(observation, region) ?? []);
  return {
    matches: (survey: ReferenceSurvey) =>
      exposures.flatMap((exposure) =>
        (survey === 'nvss' ? exposure.field.qcNvss : exposure.field.qcSumss)
          ? matchesWith(survey, exposure, detect(exposure, 'I', 'positive'))
          : [],
      ),
    neighbourPairs: () =>
      exposures.flatMap((first, i) =>
        exposures.slice(i + 1).flatMap((second) => pairsBetween(detect, first, second)),
      ),
    mosaicPairs: () =>
      own.flatMap((observation) => {
        const tile = exposureOf(observation, 'tiles');
        const mosaic = exposureOf(observation, 'combined');
        return tile === null || mosaic === null ? [] : pairsBetween(detect, tile, mosaic);
      }),
  };
}
