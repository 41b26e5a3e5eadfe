import { wrapDeg } from './position.ts';

/** What stands between the parts: `12:34:56`, `12 34 56` or `12h34m56s` (`-01d02m03s`). */
export type AngleStyle = 'colons' | 'blanks' | 'letters';

export interface AngleFormat {
  /** Decimals of the seconds. */
  readonly decimals?: number;
  readonly style?: AngleStyle;
}

/** A right ascension in hours, minutes and seconds: `09:18:37.0` by default. */
export function formatRa(
  raDeg: number,
  { decimals = 1, style = 'colons' }: AngleFormat = {},
): string {
  const unit = 10 ** decimals;
  const whole = Math.round((wrapDeg(raDeg) / 15) * 3600 * unit) % (24 * 3600 * unit);
  return joined(whole, decimals, style, 'h');
}

/** A declination in degrees, minutes and seconds with its sign: `-06:17:59` by default. Never `-00:00:00`. */
export function formatDec(
  decDeg: number,
  { decimals = 0, style = 'colons' }: AngleFormat = {},
): string {
  const whole = Math.round(Math.abs(decDeg) * 3600 * 10 ** decimals);
  return (decDeg < 0 && whole > 0 ? '-' : '+') + joined(whole, decimals, style, 'd');
}

/** A position's name in the manner of the IAU, whose digits are cut off and not rounded: `J091837.0-061759`. */
export function formatJName(raDeg: number, decDeg: number): string {
  // What is a whole number of tenths before it becomes a binary fraction should stay one.
  const tenths = Math.floor((wrapDeg(raDeg) / 15) * 36_000 + 1e-6) % 864_000;
  const seconds = Math.floor(Math.abs(decDeg) * 3600 + 1e-6);
  const sign = decDeg < 0 && seconds > 0 ? '-' : '+';
  const ra = joined(tenths, 1, 'colons', 'h').replaceAll(':', '');
  return `J${ra}${sign}${joined(seconds, 0, 'colons', 'd').replaceAll(':', '')}`;
}

/** @param whole the angle as a whole number of the last digit, so that 59.96 seconds never become 60.0 */
function joined(whole: number, decimals: number, style: AngleStyle, unit: 'h' | 'd'): string {
  const perMinute = 60 * 10 ** decimals;
  const minutes = Math.floor(whole / perMinute);
  const seconds = ((whole % perMinute) / 10 ** decimals).toFixed(decimals);
  const parts = [
    String(Math.floor(minutes / 60)).padStart(2, '0'),
    String(minutes % 60).padStart(2, '0'),
    seconds.padStart(decimals === 0 ? 2 : 3 + decimals, '0'),
  ];
  if (style === 'letters') return `${parts[0]}${unit}${parts[1]}m${parts[2]}s`;
  return parts.join(style === 'colons' ? ':' : ' ');
}
