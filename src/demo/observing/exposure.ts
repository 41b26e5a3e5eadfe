import type { Field } from '#shared/survey/fields.ts';
import type { Observation } from '#shared/survey/observations.ts';
import type { SkyPosition } from '#shared/sky/position.ts';
import type { Beam, ImageFrame } from './image-frame.ts';

/** What one image was made from: a single tile, or the mosaic of a field with the neighbours that overlap it. */
export interface Exposure {
  /** Names the exposure; whatever is random in it is drawn from this. */
  readonly key: string;
  readonly epoch: string;
  readonly field: Field;
  readonly region: 'combined' | 'tiles';
  /** Of the field's own tile; a mosaic may hold several, of which this is the first. */
  readonly sbid: number;
  /** ISO 8601 without a zone, UTC. */
  readonly startUtc: string;
  readonly endUtc: string;
  readonly midMjd: number;
  readonly frame: ImageFrame;
  readonly beam: Beam;
  /** Where every contributing beam points. */
  readonly beams: readonly SkyPosition[];
  /** Names the set of contributing tiles: exposures that share it have the same sensitivity. */
  readonly tilesKey: string;
  /** Root mean square noise at the field's centre, jansky a beam. */
  readonly noiseJy: number;
  /** Calibration errors, shared by everything in the exposure. */
  readonly gain: number;
  readonly eastArcsec: number;
  readonly northArcsec: number;
}

/** Modified Julian date of an ISO 8601 time without a zone, UTC. */
export function mjdOf(utc: string): number {
  return Date.parse(`${utc}Z`) / 86_400_000 + 40_587;
}

/** The times of an observation; the one without any in the survey's tables gets those of its neighbours. */
export function timesOf(
  observation: Observation,
  observations: readonly Observation[],
): { readonly startUtc: string; readonly endUtc: string } {
  const timed =
    observation.startUtc !== null
      ? observation
      : observations.find((other) => other.epoch === observation.epoch && other.startUtc !== null);
  return {
    startUtc: timed?.startUtc ?? '2019-08-27T00:00:00',
    endUtc: timed?.endUtc ?? '2019-08-27T00:12:00',
  };
}
