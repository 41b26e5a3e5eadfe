import type { Stokes } from '#shared/survey/product.ts';
import { BANDWIDTH_HZ, FREQUENCY_HZ } from '../observing/band.ts';
import { type Exposure, mjdOf } from '../observing/exposure.ts';
import type { FitsCard } from './fits.ts';

const STOKES_NUMBER: Readonly<Record<Stokes, number>> = { I: 1, Q: 2, U: 3, V: 4 };

/** What every image and map of the demo says of itself, so that nobody takes it for data. */
export const DEMO_REMARKS: readonly string[] = [
  'Simulated by the demo of VAST Pilot Downloader. Not an observation:',
  'fields, epochs, scheduling blocks and times are those of the survey,',
  'the sky and the noise are drawn from a seed.',
];

/** Header cards of an image with axes RA, Dec, Stokes and frequency. */
export function imageCards(exposure: Exposure, stokes: Stokes, quantity: string): FitsCard[] {
  const { field, frame, beam, sbid } = exposure;
  return [
    ['BSCALE', 1],
    ['BZERO', 0],
    ['BUNIT', 'Jy/beam'],
    ['BTYPE', quantity],
    ['BMAJ', beam.majorDeg, 'beam, full width at half maximum, deg'],
    ['BMIN', beam.minorDeg],
    ['BPA', beam.angleDeg, 'from north through east, deg'],
    ['OBJECT', field.name],
    ['TELESCOP', 'ASKAP'],
    ['SBID', sbid, 'scheduling block'],
    ['PROJECT', 'AS107'],
    ['EQUINOX', 2000],
    ['RADESYS', 'FK5'],
    ['LONPOLE', 180],
    ['LATPOLE', field.decDeg],
    ...axis(1, 'RA---SIN', field.raDeg, -frame.pixelDeg, frame.centrePixel + 1, 'deg'),
    ...axis(2, 'DEC--SIN', field.decDeg, frame.pixelDeg, frame.centrePixel + 1, 'deg'),
    ...axis(3, 'STOKES', STOKES_NUMBER[stokes], 1, 1, ''),
    ...axis(4, 'FREQ', FREQUENCY_HZ, BANDWIDTH_HZ, 1, 'Hz'),
    ['RESTFRQ', FREQUENCY_HZ, 'Hz'],
    ['SPECSYS', 'TOPOCENT'],
    ['TIMESYS', 'UTC'],
    ['DATE-OBS', exposure.startUtc],
    ['DATE-END', exposure.endUtc],
    ['MJD-OBS', mjdOf(exposure.startUtc), 'start'],
    ['MJD-END', mjdOf(exposure.endUtc)],
    ['EPOCH-ID', exposure.epoch, 'of the survey'],
    ['ORIGIN', 'VAST Pilot Downloader demo'],
  ];
}

function axis(
  number: number,
  type: string,
  value: number,
  step: number,
  pixel: number,
  unit: string,
): FitsCard[] {
  return [
    [`CTYPE${number}`, type],
    [`CRVAL${number}`, value],
    [`CDELT${number}`, step],
    [`CRPIX${number}`, pixel],
    [`CUNIT${number}`, unit],
  ];
}
