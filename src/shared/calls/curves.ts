import { z } from 'zod';
import { CURVE_OUTCOMES, type CurvePoint } from '#shared/lightcurve/curve-point.ts';
import { call, command } from './declare.ts';
import { amount, count, failure } from './values.ts';

/** The light curve that a page asks for. */
const asked = z.object({
  /** ICRS, degrees. */
  raDeg: z.number().min(0).max(360),
  decDeg: z.number().min(-90).max(90),
  stokes: z.enum(['I', 'Q', 'U', 'V']),
  /** A component counts up to this distance. */
  radiusArcsec: z.number().positive().max(600),
});

const number = z.number().nullable();
const flux = z.object({ value: number, error: number });
const component = z.object({
  id: z.string(),
  raDeg: z.number(),
  decDeg: z.number(),
  peak: flux,
  int: flux,
  rms: number,
  separationArcsec: amount,
  positionAngleDeg: z.number(),
});
const point: z.ZodType<CurvePoint> = z.object({
  source: count,
  epoch: z.string().nullable(),
  field: z.string().nullable(),
  sbids: z.array(count),
  startUtc: z.string().nullable(),
  outcome: z.enum(CURVE_OUTCOMES),
  component: component.nullable(),
  sign: z.enum(['positive', 'negative']).nullable(),
  rms: number,
  catalogue: z.string().nullable(),
  rmsMap: z.string().nullable(),
  note: z.string(),
});

export const curvesCalls = {
  /** Measures one source in every epoch, from the catalogues on disk. Limits may take ranged reads of rms maps. */
  'curves.measure': call(
    asked,
    z.object({
      points: z.array(point),
      /** Requests for rms maps, and the bytes that Dropbox sent. */
      calls: count,
      bytes: amount,
      /** What ended the reading of rms maps; null where nothing did. */
      problem: failure.nullable(),
    }),
  ),
  /** Stops a measurement; it fails with `cancelled`, or ends with what is complete. */
  'curves.stop': command,
};
