/** A range of values. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/** Maps values to pixels. */
export type Scale = (value: number) => number;

/** The least range that holds all finite values; null where there are none. */
export function rangeOf(values: Iterable<number>): Range | null {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return min <= max ? { min, max } : null;
}

/** A range with a margin on both sides, a fraction of its length; one without a length gets one. */
export function padded({ min, max }: Range, fraction: number): Range {
  const length = max - min;
  const margin = length > 0 ? fraction * length : Math.abs(min) * 0.1 || 1;
  return { min: min - margin, max: max + margin };
}

/** From `min` at `from` to `max` at `to`, pixels. */
export function linearScale({ min, max }: Range, from: number, to: number): Scale {
  return (value) => from + ((value - min) / (max - min)) * (to - from);
}

/** Round values within a range, at most `most` of them: steps of 1, 2 or 5 times a power of ten. */
export function ticksOf({ min, max }: Range, most: number): readonly number[] {
  const rough = (max - min) / Math.max(1, most);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough * 0.999)!;
  const ticks: number[] = [];
  for (let at = Math.ceil(min / step - 1e-9); at * step <= max + step * 1e-9; at += 1) {
    // Without the dust of a product: 3 × 0.1 is 0.30000000000000004.
    ticks.push(Number((at * step).toPrecision(12)));
  }
  return ticks;
}

const DAY_MS = 86_400_000;
const MJD_OF_1970 = 40_587;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Starts of months or days within a range of modified Julian dates, at most `most` of them. */
export function dateTicks(
  { min, max }: Range,
  most: number,
): readonly { readonly at: number; readonly text: string }[] {
  const days = max - min;
  for (const months of [1, 2, 3, 6, 12, 24, 60]) {
    // Shorter ranges have too few starts of a month.
    if (days < 75 || days / (30.4 * months) > most) continue;
    const first = dateOf(min);
    let month = 12 * first.getUTCFullYear() + first.getUTCMonth();
    month = Math.ceil(month / months) * months;
    const ticks: { at: number; text: string }[] = [];
    for (; ; month += months) {
      const mjd = mjdAt(Math.floor(month / 12), month % 12);
      if (mjd > max) return ticks;
      const text = `${MONTHS[month % 12]} ${Math.floor(month / 12)}`;
      if (mjd >= min) ticks.push({ at: mjd, text });
    }
  }
  return ticksOf({ min, max }, most)
    .filter((mjd) => Number.isInteger(mjd))
    .map((mjd) => {
      const date = dateOf(mjd);
      return { at: mjd, text: `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}` };
    });
}

function dateOf(mjd: number): Date {
  return new Date((mjd - MJD_OF_1970) * DAY_MS);
}

function mjdAt(year: number, month: number): number {
  return Date.UTC(year, month, 1) / DAY_MS + MJD_OF_1970;
}
