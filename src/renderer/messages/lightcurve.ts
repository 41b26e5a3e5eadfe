import {
  formatAboutBytes,
  formatBytes,
  formatCount,
  formatNumberOf,
} from '#shared/format/quantities.ts';
import type { CurveOutcome } from '#shared/lightcurve/curve-point.ts';

/** `27 Aug 2019, 18:52`: a time in UTC without a zone. */
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const dateOf = (startUtc: string): string => {
  const [year, month, day] = startUtc.slice(0, 10).split('-').map(Number);
  return `${day} ${MONTHS[month! - 1]} ${year}, ${startUtc.slice(11, 16)}`;
};

/** `2.345`: three digits after the point, fewer for large values. */
const milli = (value: number): string =>
  (Math.abs(value) >= 100 ? value.toFixed(1) : value.toFixed(3)).replace(/^-/, '\u2212');

const outcomes: Readonly<Record<CurveOutcome, string>> = {
  detected: 'Detected',
  limit: 'Upper limit',
  'no-rms': 'No limit',
  'not-observed': 'Not observed',
  'not-listed': 'No catalogue listed',
  'not-in-survey': 'Outside the survey',
  failed: 'Not read',
};

/** Messages of light curves. */
export const curveMessages = {
  open: 'Light curve',
  title: (name: string) => `Light curve of ${name}`,
  back: 'Back to sources',
  fluxes: 'Flux',
  flux: { peak: 'Peak', int: 'Integrated' },
  stokes: 'Stokes',
  spacings: 'Spacing',
  spacing: { date: 'By date', order: 'Evenly' },
  radius: 'Radius',
  arcsec: (radius: number) => `${radius}″`,
  plan: {
    nothing: 'The list of files has no catalogue for this source.',
    onDisk: (catalogues: number) => `${formatNumberOf(catalogues, 'catalogue')}, all on this disk.`,
    fetch: (catalogues: number, missing: number, bytes: number) =>
      `${formatNumberOf(catalogues, 'catalogue')}: ${formatCount(missing)} to download (${formatAboutBytes(bytes)}), verified and kept in the output folder.`,
    limits: (maps: number, bytes: number) =>
      maps === 0
        ? ''
        : `Limits read up to ${formatNumberOf(maps, 'rms map')}, ${formatBytes(bytes)} at most.`,
    connect: 'Connect, or try the demo survey, to download them.',
  },
  measure: 'Measure',
  fetchAndMeasure: 'Download and measure',
  measureRest: 'Measure what is here',
  waiting: (missing: number) => `Downloading: ${formatNumberOf(missing, 'catalogue')} to come.`,
  toDownloads: 'Show Downloads',
  measuring: 'Measuring…',
  stop: 'Stop',
  savePng: 'Save PNG',
  saveCsv: 'Save CSV',
  notDrawn: 'The picture could not be drawn. Make the window smaller, and save again.',
  summary: (detections: number, limits: number, others: number) =>
    [
      formatNumberOf(detections, 'detection'),
      formatNumberOf(limits, 'upper limit'),
      ...(others === 0 ? [] : [`${formatNumberOf(others, 'epoch')} without a value`]),
    ].join(', '),
  noValue: 'No epoch has a flux or an upper limit.',
  hint: 'Arrow keys go from epoch to epoch.',
  axes: {
    date: 'Start of the observation (UTC)',
    order: 'Epochs in the order of their dates',
    peak: 'Peak flux (mJy/beam)',
    int: 'Integrated flux (mJy)',
  },
  table: 'Epochs',
  head: {
    epoch: 'Epoch',
    date: 'Start (UTC)',
    outcome: 'Result',
    flux: 'Flux',
    rms: 'Noise',
    separation: 'Separation',
    angle: 'Position angle',
    component: 'Component',
    field: 'Field',
    sbid: 'SBID',
    note: 'Note',
  },
  outcomes,
  date: (startUtc: string | null) => (startUtc === null ? '–' : dateOf(startUtc)),
  value: (value: number, error: number | null, unit: string) =>
    `${milli(value)}${error === null ? '' : ` ± ${milli(error)}`} ${unit}`,
  limit: (limit: number, isEither: boolean) =>
    `${isEither ? '|flux| ' : ''}< ${milli(limit)} mJy/beam`,
  rms: (rms: number | null) => (rms === null ? '–' : `${milli(rms)} mJy/beam`),
  units: { peak: 'mJy/beam', int: 'mJy' },
  separation: (arcsec: number) => `${arcsec.toFixed(2)}″`,
  angle: (deg: number) => `${deg.toFixed(0)}°`,
  point: (epoch: string, date: string, value: string) => `Epoch ${epoch}, ${date}: ${value}`,
} as const;
