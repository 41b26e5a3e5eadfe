import { type CurvePoint, fluxOf, limitOf, mjdOf } from '#shared/lightcurve/curve-point.ts';
import type { Source } from '#shared/sources/source.ts';
import type { Results } from './answer-schema.ts';

/** The points of light curves as `--json` has them. */
export function answerOfPoints(
  points: readonly CurvePoint[],
  sources: readonly Source[],
): Results['lightcurve']['points'] {
  return points.map((point) => {
    const { epoch, field, sbids, startUtc, outcome, component, catalogue, rmsMap, note } = point;
    const { name, raDeg, decDeg } = sources[point.source]!;
    const [peak, int] = [fluxOf(point, 'peak'), fluxOf(point, 'int')];
    return {
      source: name,
      raDeg,
      decDeg,
      epoch,
      field,
      sbids: [...sbids],
      startedAt: startUtc === null ? null : `${startUtc}Z`,
      mjd: startUtc === null ? null : mjdOf(startUtc),
      outcome,
      fluxPeak: peak?.value ?? null,
      fluxPeakErr: peak?.error ?? null,
      fluxInt: int?.value ?? null,
      fluxIntErr: int?.error ?? null,
      limit: limitOf(point),
      rms: point.rms ?? component?.rms ?? null,
      separationArcsec: component?.separationArcsec ?? null,
      positionAngleDeg: component?.positionAngleDeg ?? null,
      componentId: component?.id ?? null,
      componentRaDeg: component?.raDeg ?? null,
      componentDecDeg: component?.decDeg ?? null,
      catalogue,
      rmsMap,
      note,
    };
  });
}
