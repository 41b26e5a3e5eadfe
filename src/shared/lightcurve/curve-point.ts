import type { SkyPosition } from '#shared/sky/position.ts';
import type { SourceSign } from '#shared/survey/product.ts';

/** What a flux is of: the fitted peak (mJy/beam) or the fitted Gaussian as a whole (mJy). */
export const FLUX_KINDS = ['peak', 'int'] as const;
export type FluxKind = (typeof FLUX_KINDS)[number];

/** An upper limit is so many times the noise at the position. */
const LIMIT_SIGMAS = 5;

/** A flux and its error: of a peak in mJy/beam, of an integral in mJy. Null where the catalogue has no value. */
export interface Flux {
  readonly value: number | null;
  readonly error: number | null;
}

/** A component of a catalogue, as it lies from a position. */
export interface FoundComponent extends SkyPosition {
  /** Selavy's `component_id`; '' where the catalogue has none. */
  readonly id: string;
  readonly peak: Flux;
  readonly int: Flux;
  /** Noise of the image there, mJy/beam; null where the catalogue has no value. */
  readonly rms: number | null;
  readonly separationArcsec: number;
  /** From the position to the component: north through east, degrees in [0, 360). */
  readonly positionAngleDeg: number;
}

/**
 * `detected`: a component lies within the radius. `limit`: none does, and the noise there is known. `no-rms`: none does,
 * and it is not. `not-observed`: no field that sees the source was observed in that epoch. `not-listed`: the list of
 * files has no catalogue of that field and epoch. `not-in-survey`: no field sees the source. `failed`: see the note.
 */
export const CURVE_OUTCOMES = [
  'detected',
  'limit',
  'no-rms',
  'not-observed',
  'not-listed',
  'not-in-survey',
  'failed',
] as const;
export type CurveOutcome = (typeof CURVE_OUTCOMES)[number];

/** One epoch of one source. */
export interface CurvePoint {
  /** Index of the source. */
  readonly source: number;
  /** As the folders write it; null where no field sees the source. */
  readonly epoch: string | null;
  readonly field: string | null;
  /** Of the observations that the catalogue is made of. */
  readonly sbids: readonly number[];
  /** Start of the first of them: ISO 8601 in UTC without a zone; null where it is not known. */
  readonly startUtc: string | null;
  readonly outcome: CurveOutcome;
  readonly component: FoundComponent | null;
  /** Of the catalogue with the component: fluxes of a negative one are below zero. */
  readonly sign: SourceSign | null;
  /** Noise at the position, mJy/beam, where it was needed for a limit. */
  readonly rms: number | null;
  /** The catalogue with the component, or the first one that was searched. */
  readonly catalogue: string | null;
  readonly rmsMap: string | null;
  /** Why there is no flux; '' where there is nothing to say. */
  readonly note: string;
}

/** Flux and error of a point, with the sign that the sky has; null where nothing was detected. */
export function fluxOf({ component, sign }: CurvePoint, kind: FluxKind): Flux | null {
  if (component === null) return null;
  const { value, error } = component[kind];
  return { value: value !== null && sign === 'negative' ? -value : value, error };
}

/** Upper limit of a point, mJy/beam; null where there is none. In Q, U and V it is one of the absolute value. */
export function limitOf({ outcome, rms }: CurvePoint): number | null {
  return outcome === 'limit' && rms !== null ? LIMIT_SIGMAS * rms : null;
}

/** The modified Julian date of a time in UTC without a zone. */
export function mjdOf(utc: string): number {
  return Date.parse(`${utc}Z`) / 86_400_000 + 40_587;
}
