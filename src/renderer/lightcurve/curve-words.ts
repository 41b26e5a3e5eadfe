import { type CurvePoint, type FluxKind, fluxOf, limitOf } from '#shared/lightcurve/curve-point.ts';
import type { Stokes } from '#shared/survey/product.ts';
import { curveMessages } from '../messages/lightcurve.ts';

/** `2.345 ± 0.210 mJy/beam`, `< 1.250 mJy/beam`; '–' where an epoch has neither. */
export function valueWords(point: CurvePoint, flux: FluxKind, stokes: Stokes): string {
  const measured = fluxOf(point, flux);
  if (measured !== null && measured.value !== null) {
    return curveMessages.value(measured.value, measured.error, curveMessages.units[flux]);
  }
  const limit = limitOf(point);
  return limit === null ? '–' : curveMessages.limit(limit, stokes !== 'I');
}

/** One point in a sentence. */
export function pointWords(point: CurvePoint, flux: FluxKind, stokes: Stokes): string {
  const { epoch, startUtc } = point;
  return curveMessages.point(
    epoch === null ? '–' : epoch,
    curveMessages.date(startUtc),
    valueWords(point, flux, stokes),
  );
}
