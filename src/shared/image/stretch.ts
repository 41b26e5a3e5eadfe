/** How values between the limits spread over the colours. */
export type Stretch = 'linear' | 'log' | 'sqrt' | 'asinh';

export const STRETCHES: readonly Stretch[] = ['linear', 'sqrt', 'asinh', 'log'];

/** Of astropy's LogStretch and AsinhStretch, by their defaults. */
const LOG_STEEPNESS = 1_000;
const ASINH_SOFTENING = 0.1;

/**
 * The place among the colours of a place between the limits, both 0 to 1.
 *
 * @param isCentred both halves are stretched from the middle, for limits around 0
 */
export function stretched(stretch: Stretch, at: number, isCentred = false): number {
  return isCentred ? halves(at, (half) => ahead(stretch, half)) : ahead(stretch, at);
}

/** The inverse of {@link stretched}: the place between the limits that a colour stands for. */
export function unstretched(stretch: Stretch, at: number, isCentred = false): number {
  return isCentred ? halves(at, (half) => back(stretch, half)) : back(stretch, at);
}

function halves(at: number, each: (half: number) => number): number {
  const side = 2 * at - 1;
  return (1 + Math.sign(side) * each(Math.abs(side))) / 2;
}

function ahead(stretch: Stretch, at: number): number {
  switch (stretch) {
    case 'linear':
      return at;
    case 'sqrt':
      return Math.sqrt(at);
    case 'asinh':
      return Math.asinh(at / ASINH_SOFTENING) / Math.asinh(1 / ASINH_SOFTENING);
    default:
      return Math.log1p(LOG_STEEPNESS * at) / Math.log1p(LOG_STEEPNESS);
  }
}

function back(stretch: Stretch, at: number): number {
  switch (stretch) {
    case 'linear':
      return at;
    case 'sqrt':
      return at * at;
    case 'asinh':
      return ASINH_SOFTENING * Math.sinh(at * Math.asinh(1 / ASINH_SOFTENING));
    default:
      return Math.expm1(at * Math.log1p(LOG_STEEPNESS)) / LOG_STEEPNESS;
  }
}
