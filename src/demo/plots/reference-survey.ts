import type { ReferenceSurvey } from '#shared/survey/templates.ts';
import { FREQUENCY_HZ } from '../observing/band.ts';
import type { Detection } from '../observing/detections.ts';
import type { Exposure } from '../observing/exposure.ts';
import { createRandom } from '../random.ts';
import type { PlaneOffset } from '#shared/sky/sin-projection.ts';
import { RADIANS_PER_DEGREE } from '#shared/sky/position.ts';
import { ARCSEC_PER_DEGREE } from '../sky/shifted.ts';

/** A detection beside the same source in an older survey. */
export interface Match {
  readonly detection: Detection;
  /** Where ASKAP has it, from where the older survey has it. */
  readonly eastArcsec: number;
  readonly northArcsec: number;
  /** ASKAP's flux density over the older one, both brought to one frequency. */
  readonly integratedRatio: number;
  readonly peakRatio: number;
  /** Where it lies in the field. */
  readonly place: PlaneOffset;
}

/** What the older surveys are like: frequency, faintest source, and errors. */
const SURVEYS: Readonly<
  Record<
    ReferenceSurvey,
    { frequencyHz: number; faintestJy: number; errorArcsec: number; fluxError: number }
  >
> = {
  nvss: { frequencyHz: 1.4e9, faintestJy: 0.0025, errorArcsec: 1, fluxError: 0.05 },
  sumss: { frequencyHz: 8.43e8, faintestJy: 0.008, errorArcsec: 1.7, fluxError: 0.06 },
};

/** The spectral index that is assumed of every source when fluxes are compared. */
const ASSUMED_INDEX = -0.75;

/** Which detections the older survey has, too, and how they compare. */
export function matchesWith(
  survey: ReferenceSurvey,
  exposure: Exposure,
  detections: readonly Detection[],
): readonly Match[] {
  const { frequencyHz, faintestJy, errorArcsec, fluxError } = SURVEYS[survey];
  const frequencyRatio = frequencyHz / FREQUENCY_HZ;
  return detections.flatMap((detection) => {
    const { source, position } = detection;
    const random = createRandom(source.key, survey);
    const fluxJy =
      source.fluxJy *
      frequencyRatio ** source.spectralIndex *
      Math.max(0.3, 1 + fluxError * random.gaussian());
    const place = exposure.frame.projection.toPlane(position);
    if (fluxJy < faintestJy || place === null) return [];
    const expectedJy = fluxJy * frequencyRatio ** -ASSUMED_INDEX;
    const cosDec = Math.cos(source.decDeg * RADIANS_PER_DEGREE);
    const eastDeg = (position.raDeg - source.raDeg) * cosDec;
    return [
      {
        detection,
        eastArcsec: eastDeg * ARCSEC_PER_DEGREE + errorArcsec * random.gaussian(),
        northArcsec:
          (position.decDeg - source.decDeg) * ARCSEC_PER_DEGREE + errorArcsec * random.gaussian(),
        integratedRatio: detection.integratedJy / expectedJy,
        peakRatio: detection.peakJy / expectedJy,
        place,
      },
    ];
  });
}

export function distanceDeg({ place }: Match): number {
  return Math.hypot(place.eastDeg, place.northDeg);
}
