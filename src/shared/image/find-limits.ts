import { addValues, createHistogram, type Histogram, quantileOf } from './histogram.ts';
import type { Limits } from './limits.ts';
import { zscaleLimits } from './zscale.ts';

/** How limits are found. */
export type LimitsChoice =
  /** As IRAF and DS9 do, and astropy after them. */
  | { readonly kind: 'zscale' }
  /** The central part of the values, percent: 99 leaves 0.5 % out at either end. */
  | { readonly kind: 'percentile'; readonly percent: number }
  | { readonly kind: 'min-max' }
  /** Set by hand. */
  | { readonly kind: 'fixed'; readonly limits: Limits };

/**
 * The limits of some pixels, NaN and infinite ones left out; null where there is none to look at. Equal values get
 * limits a little apart, so that a colour stands for them.
 *
 * @param histogram that of the pixels, where it is known already; it may be of more pixels than `values`
 */
export function limitsOf(
  values: Float32Array,
  choice: LimitsChoice,
  histogram: Histogram | null = null,
): Limits | null {
  switch (choice.kind) {
    case 'fixed':
      return choice.limits;
    case 'zscale':
      return apart(zscaleLimits(values));
    default: {
      const of = histogram ?? addValues(createHistogram(), values);
      if (of.count === 0) return null;
      if (choice.kind === 'min-max') return apart({ low: of.min, high: of.max });
      const tail = (100 - choice.percent) / 200;
      return apart({ low: quantileOf(of, tail), high: quantileOf(of, 1 - tail) });
    }
  }
}

/** Limits around 0 that hold the given ones, for values of both signs as those of Stokes Q, U and V. */
export function centredLimits({ low, high }: Limits): Limits {
  const most = Math.max(Math.abs(low), Math.abs(high));
  return { low: -most, high: most };
}

function apart(limits: Limits | null): Limits | null {
  if (limits === null || limits.low < limits.high) return limits;
  const step = Math.max(Math.abs(limits.low) * 1e-6, Number.MIN_VALUE * 2 ** 60);
  return { low: limits.low - step, high: limits.low + step };
}
