import type { Random } from '../random.ts';
import type { SkyPosition } from '#shared/sky/position.ts';

/** How a source's brightness goes with time. */
type Variability =
  | { readonly kind: 'steady' }
  /** Twinkles from day to day by a fraction of its mean. */
  | { readonly kind: 'scintillating'; readonly modulation: number }
  /** Brightens by a factor, then fades exponentially. */
  | {
      readonly kind: 'flaring';
      readonly startMjd: number;
      readonly decayDays: number;
      readonly factor: number;
    }
  /** Swings by a fraction of its mean. */
  | {
      readonly kind: 'periodic';
      readonly periodDays: number;
      readonly phase: number;
      readonly amplitude: number;
    };

/** One point source of the generated sky. */
export interface SkySource extends SkyPosition {
  /** Names the source wherever it is seen. */
  readonly key: string;
  /** Mean flux density at the survey's frequency, jansky. */
  readonly fluxJy: number;
  /** Flux density goes as frequency to this power. */
  readonly spectralIndex: number;
  readonly variability: Variability;
  /** Fractions of the flux density; negative ones are seen by the catalogues of negative sources. */
  readonly polarised: { readonly Q: number; readonly U: number; readonly V: number };
}

const FAINTEST_JY = 0.0012;
const BRIGHTEST_JY = 3;

/** Days around the survey's observations (August 2019 to February 2020) in which flares start. */
const FLARES_FROM_MJD = 58_720;
const FLARES_UNTIL_MJD = 58_890;

/** Draws a source. Counts go as N(>S) ~ 1/S, a little flatter than the real sky's. */
export function drawSource(key: string, position: SkyPosition, random: Random): SkySource {
  const fluxJy = Math.min(BRIGHTEST_JY, FAINTEST_JY / (1 - random.uniform()));
  const spectralIndex = -0.75 + 0.3 * random.gaussian();
  return {
    key,
    ...position,
    fluxJy,
    spectralIndex,
    variability: drawVariability(random),
    polarised: drawPolarisation(random),
  };
}

function drawVariability(random: Random): Variability {
  const kind = random.uniform();
  if (kind < 0.04) return { kind: 'scintillating', modulation: random.between(0.15, 0.45) };
  if (kind < 0.055) {
    return {
      kind: 'flaring',
      startMjd: random.between(FLARES_FROM_MJD, FLARES_UNTIL_MJD),
      decayDays: random.between(2, 40),
      factor: random.between(3, 12),
    };
  }
  if (kind < 0.07) {
    return {
      kind: 'periodic',
      periodDays: random.between(0.4, 30),
      phase: random.uniform(),
      amplitude: random.between(0.2, 0.7),
    };
  }
  return { kind: 'steady' };
}

/** Most sources are unpolarised; jets are linearly polarised by some per cent, stars and pulsars circularly. */
function drawPolarisation(random: Random): SkySource['polarised'] {
  const kind = random.uniform();
  if (kind < 0.08) {
    const sign = random.uniform() < 0.5 ? -1 : 1;
    return { Q: 0, U: 0, V: sign * random.between(0.2, 0.95) };
  }
  if (kind < 0.5) {
    const fraction = random.between(0.03, 0.35);
    const angle = random.between(0, 2 * Math.PI);
    return { Q: fraction * Math.cos(angle), U: fraction * Math.sin(angle), V: 0 };
  }
  return { Q: 0, U: 0, V: 0 };
}
