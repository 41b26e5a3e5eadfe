import type { ReferenceSurvey } from '#shared/survey/templates.ts';
import type { Axis } from './axes.ts';
import { binnedMedians, type Chart, histogram } from './chart.ts';
import { DISTANCE, EAST_OFFSET, FLUX, NORTH_OFFSET, RATIO } from './common-axes.ts';
import type { FluxPair } from './flux-pairs.ts';
import { distanceDeg, type Match } from './reference-survey.ts';

/** What the plots of a whole epoch are made from. */
export interface EpochMeasurements {
  matches(survey: ReferenceSurvey): readonly Match[];
  /** Sources seen by two neighbouring fields. */
  neighbourPairs(): readonly FluxPair[];
  /** Sources of single tiles, and the same in the mosaics. */
  mosaicPairs(): readonly FluxPair[];
}

const BINS = 50;

/** Sources bright enough to stand for the handful that define the celestial frame. */
const ICRF_JY = 0.1;

/** A chart for the name of a plot, or null where the name is none of the survey's. */
export function epochChart(plot: string, title: string, data: EpochMeasurements): Chart | null {
  const flux = plot.includes('peak') ? 'peakRatio' : 'integratedRatio';
  if (plot === 'icrf_offsets') return icrfOffsets(title, data);
  if (plot.endsWith('_50_bins')) {
    const survey = plot.includes('sumss') ? 'sumss' : 'nvss';
    const points = data.matches(survey).map((match) => ({ x: distanceDeg(match), y: match[flux] }));
    return {
      title,
      x: DISTANCE,
      y: RATIO,
      points: binnedMedians(points, DISTANCE, BINS),
      reference: 1,
    };
  }
  if (plot.startsWith('mosaick_')) {
    const pairs = data.mosaicPairs();
    return plot.endsWith('_hist')
      ? ratioHistogram(title, pairs, flux)
      : ratioScatter(title, pairs, flux);
  }
  if (plot.endsWith('_ratio') && plot.startsWith('neighbouring_')) {
    if (plot.includes('_pb_profile_')) {
      const high = plot.endsWith('_high_ratio');
      const outliers = data
        .neighbourPairs()
        .filter((pair) => (high ? pair[flux] > 1.05 : pair[flux] < 0.95));
      const bars = histogram(
        outliers.map((pair) => pair.distanceDeg),
        DISTANCE,
        BINS,
      );
      return { title, x: DISTANCE, y: countAxis(bars), bars };
    }
    return ratioHistogram(title, data.neighbourPairs(), flux);
  }
  return null;
}

function icrfOffsets(title: string, data: EpochMeasurements): Chart {
  const bright = [...data.matches('nvss'), ...data.matches('sumss')].filter(
    ({ detection }) => detection.integratedJy > ICRF_JY,
  );
  return {
    title,
    x: EAST_OFFSET,
    y: NORTH_OFFSET,
    points: bright.map(({ eastArcsec, northArcsec }) => ({ x: eastArcsec, y: northArcsec })),
    reference: 0,
  };
}

type Ratio = 'integratedRatio' | 'peakRatio';

function ratioHistogram(title: string, pairs: readonly FluxPair[], flux: Ratio): Chart {
  const x: Axis = { ...RATIO, label: 'flux ratio' };
  const bars = histogram(
    pairs.map((pair) => pair[flux]),
    x,
    BINS,
  );
  return { title, x, y: countAxis(bars), bars };
}

function ratioScatter(title: string, pairs: readonly FluxPair[], flux: Ratio): Chart {
  const jansky = flux === 'peakRatio' ? 'peakJy' : 'integratedJy';
  return {
    title,
    x: FLUX,
    y: RATIO,
    points: pairs.map((pair) => ({ x: Math.log10(pair[jansky] * 1000), y: pair[flux] })),
    reference: 1,
  };
}

function countAxis(bars: readonly number[]): Axis {
  return { label: 'number', from: 0, to: Math.max(1, ...bars) * 1.1 };
}
