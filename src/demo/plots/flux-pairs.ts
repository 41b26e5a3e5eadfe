import type { Detect, Detection } from '../observing/detections.ts';
import type { Exposure } from '../observing/exposure.ts';

/** A source measured twice: how the second measurement compares with the first. */
export interface FluxPair {
  readonly integratedRatio: number;
  readonly peakRatio: number;
  /** Of the first measurement. */
  readonly integratedJy: number;
  readonly peakJy: number;
  /** From the centre of the first field. */
  readonly distanceDeg: number;
}

/** Sources that both exposures saw in Stokes I. */
export function pairsBetween(detect: Detect, first: Exposure, second: Exposure): FluxPair[] {
  const others = new Map<string, Detection>(
    detect(second, 'I', 'positive').map((detection) => [detection.source.key, detection]),
  );
  return detect(first, 'I', 'positive').flatMap((detection) => {
    const other = others.get(detection.source.key);
    const offset = first.frame.projection.toPlane(detection.position);
    if (other === undefined || offset === null) return [];
    return [
      {
        integratedRatio: other.integratedJy / detection.integratedJy,
        peakRatio: other.peakJy / detection.peakJy,
        integratedJy: detection.integratedJy,
        peakJy: detection.peakJy,
        distanceDeg: Math.hypot(offset.eastDeg, offset.northDeg),
      },
    ];
  });
}
