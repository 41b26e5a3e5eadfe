import { IMAGE_SIDE_DEG } from '../observing/image-frame.ts';
import type { Axis } from './axes.ts';
import type { Chart } from './chart.ts';
import { DISTANCE, EAST_OFFSET, FLUX, NORTH_OFFSET, RATIO } from './common-axes.ts';
import { distanceDeg, type Match } from './reference-survey.ts';

const HALF_DEG = IMAGE_SIDE_DEG / 2;

/** Further from 1 than this, a ratio is marked in the plot of the sky. */
const MARKED_FROM = 0.2;

type Plot = (title: string, matches: readonly Match[]) => Chart;

/** Plots that compare one field with an older survey, by what their names begin with. */
export const FIELD_PLOTS: Readonly<Record<string, Plot>> = {
  offsets: (title, matches) => ({
    title,
    x: EAST_OFFSET,
    y: NORTH_OFFSET,
    points: matches.map(({ eastArcsec, northArcsec }) => ({ x: eastArcsec, y: northArcsec })),
    reference: 0,
  }),
  ratio_by_flux: ratioBy(FLUX, ({ detection }) => Math.log10(detection.integratedJy * 1000)),
  ratio_by_dist: ratioBy(DISTANCE, distanceDeg),
  ratio_by_dec: ratioBy(
    { label: 'dec from centre (deg)', from: -HALF_DEG, to: HALF_DEG },
    ({ place }) => place.northDeg,
  ),
  skyplot: (title, matches) => ({
    title,
    x: { label: 'offset east (deg)', from: HALF_DEG, to: -HALF_DEG },
    y: { label: 'north', from: -HALF_DEG, to: HALF_DEG },
    points: matches.map(({ place, integratedRatio }) => ({
      x: place.eastDeg,
      y: place.northDeg,
      marked: Math.abs(integratedRatio - 1) > MARKED_FROM,
    })),
  }),
};

function ratioBy(x: Axis, value: (match: Match) => number): Plot {
  return (title, matches) => ({
    title,
    x,
    y: RATIO,
    points: matches.map((match) => ({ x: value(match), y: match.integratedRatio })),
    reference: 1,
  });
}
