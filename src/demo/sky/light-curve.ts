import { assertNever } from '#shared/errors/assert-never.ts';
import { createRandom } from '../random.ts';
import type { SkySource } from './sky-source.ts';

/** The flux density of a source at a time (modified Julian date), jansky. */
export function fluxAt(source: SkySource, mjd: number): number {
  return source.fluxJy * brightening(source, mjd);
}

function brightening({ key, variability }: SkySource, mjd: number): number {
  switch (variability.kind) {
    case 'steady':
      return 1;
    case 'scintillating':
      // One draw a day, so that fields which overlap and were observed together agree.
      return Math.max(
        0.1,
        1 + variability.modulation * createRandom(key, Math.floor(mjd)).gaussian(),
      );
    case 'flaring': {
      const age = mjd - variability.startMjd;
      return age < 0 ? 1 : 1 + (variability.factor - 1) * Math.exp(-age / variability.decayDays);
    }
    case 'periodic':
      return (
        1 +
        variability.amplitude *
          Math.sin(2 * Math.PI * (mjd / variability.periodDays + variability.phase))
      );
    default:
      return assertNever(variability, 'variability');
  }
}
