import { type Field, fieldNamed } from '#shared/survey/fields.ts';
import { beamsOf } from '#shared/sky/beams.ts';
import type { SkyPosition } from '#shared/sky/position.ts';
import type { Observation } from '#shared/survey/observations.ts';
import { createLruCache } from '../lru-cache.ts';
import { createRandom } from '../random.ts';
import { createSinProjection } from '#shared/sky/sin-projection.ts';
import { createSkyModel, type SkyModel } from '../sky/sky-model.ts';
import { type Exposure, mjdOf, timesOf } from './exposure.ts';
import { beamSizeDeg, createImageFrame, IMAGE_SIDE_DEG, REAL_SCALE } from './image-frame.ts';
import { createNoiseFields, type NoiseField } from './noise-field.ts';
import { createNoiseMap, type NoiseMap } from './sensitivity.ts';

/** Which image is meant: of a field in an epoch, its mosaic (`sbid` null) or one of its tiles. */
interface ExposureName {
  readonly epoch: string;
  readonly field: string;
  readonly sbid: number | null;
  /** Tells releases of the same data apart, as a new reduction of them would. */
  readonly release: string;
}

/** The telescope, the sky above it, and what it saw when. */
export interface Observatory {
  readonly observations: readonly Observation[];
  readonly sky: SkyModel;
  /** Null where the epoch has no such observation. */
  exposure(name: ExposureName): Exposure | null;
  /** As {@link createNoiseMap}; kept for some exposures. */
  relativeNoise(exposure: Exposure): NoiseMap;
  noiseField(key: string): NoiseField;
}

export interface ObservatoryOptions {
  readonly seed: number;
  readonly scale: number;
  /** A field whose images have the survey's own pixels, whatever `scale` is. @default none */
  readonly realScaleField?: string | null;
  readonly observations: readonly Observation[];
}

/** Noise of 12 minutes with ASKAP at 888 MHz. */
const NOISE_JY = 0.00025;
const KEPT_EXPOSURES = 256;
const KEPT_NOISE_MAPS = 256;

export function createObservatory(options: ObservatoryOptions): Observatory {
  const { seed, scale, observations, realScaleField = null } = options;
  const exposures = createLruCache<Exposure | null>(KEPT_EXPOSURES);
  const noises = createLruCache<NoiseMap>(KEPT_NOISE_MAPS);
  const footprints = new Map<string, readonly SkyPosition[]>();

  const knownBeamsOf = (field: Field) => {
    let beams = footprints.get(field.name);
    if (beams === undefined) {
      beams = beamsOf(field);
      footprints.set(field.name, beams);
    }
    return beams;
  };

  const overlapping = (field: Field, epoch: string): readonly Field[] => {
    const projection = createSinProjection(field);
    const names = new Set(
      observations.filter((other) => other.epoch === epoch).map((other) => other.field),
    );
    return [...names].flatMap((name) => {
      const other = fieldNamed(name);
      if (other === undefined || name === field.name) return [];
      const offset = projection.toPlane(other);
      if (offset === null) return [];
      return Math.hypot(offset.eastDeg, offset.northDeg) < 1.2 * IMAGE_SIDE_DEG ? [other] : [];
    });
  };

  const make = (name: ExposureName): Exposure | null => {
    const first = observations.find(
      ({ epoch, field, sbid }) =>
        epoch === name.epoch && field === name.field && (name.sbid === null || sbid === name.sbid),
    );
    const field = fieldNamed(name.field);
    if (first === undefined || field === undefined) return null;

    const region = name.sbid === null ? 'combined' : 'tiles';
    const key = [name.epoch, region, name.field, first.sbid, name.release].join('/');
    const random = createRandom(seed, 'exposure', key);
    const { startUtc, endUtc } = timesOf(first, observations);
    const neighbours = region === 'combined' ? overlapping(field, name.epoch) : [];
    const tiles = [field, ...neighbours];
    const frame = createImageFrame(field, field.name === realScaleField ? REAL_SCALE : scale);
    const size = beamSizeDeg(frame);
    const stretch = random.between(1.02, 1.12);
    return {
      key,
      epoch: name.epoch,
      field,
      region,
      sbid: first.sbid,
      startUtc,
      endUtc,
      midMjd: (mjdOf(startUtc) + mjdOf(endUtc)) / 2,
      frame,
      beam: {
        majorDeg: size * stretch,
        minorDeg: size / stretch,
        angleDeg: random.between(0, 180),
      },
      beams: tiles.flatMap(knownBeamsOf),
      tilesKey: [frame.width, ...tiles.map((tile) => tile.name)].join('/'),
      noiseJy: NOISE_JY * random.between(0.9, 1.2),
      gain: 1 + 0.02 * random.gaussian(),
      eastArcsec: 0.4 * random.gaussian(),
      northArcsec: 0.4 * random.gaussian(),
    };
  };

  return {
    observations,
    sky: createSkyModel(seed),
    exposure: (name) =>
      exposures.getOrMake([name.epoch, name.field, name.sbid, name.release].join('/'), () =>
        make(name),
      ),
    relativeNoise: (exposure) =>
      noises.getOrMake(exposure.tilesKey, () => createNoiseMap(exposure.frame, exposure.beams)),
    noiseField: createNoiseFields(seed),
  };
}
