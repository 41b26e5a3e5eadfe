const PREFIXES = [
  { sign: '', factor: 1 },
  { sign: 'm', factor: 1e3 },
  { sign: 'µ', factor: 1e6 },
  { sign: 'n', factor: 1e9 },
] as const;

/**
 * A value with its unit, up to four significant figures: `1.234 mJy/beam`. Janskys get the prefix that fits; other units stay
 * as they are.
 *
 * @param unit BUNIT, '' for none
 */
export function formatValue(value: number, unit: string): string {
  if (Number.isNaN(value)) return 'NaN';
  const scaled = scaledUnit(Math.abs(value), unit);
  if (scaled === null) return `${plain(value)} ${unit}`.trim();
  return `${figures(value * scaled.factor)} ${scaled.unit}`;
}

/**
 * Values that stand beside each other, with one unit for all: `-1.73`, `0.82` of `mJy/beam`.
 *
 * @param unit BUNIT, '' for none
 */
export function formatValues(
  values: readonly number[],
  unit: string,
): { readonly texts: readonly string[]; readonly unit: string } {
  const most = Math.max(...values.map(Math.abs));
  const scaled = scaledUnit(most, unit);
  if (scaled === null) return { texts: values.map(plain), unit: unit.trim() };
  return { texts: values.map((value) => figures(value * scaled.factor, 3)), unit: scaled.unit };
}

/** The prefix that fits a magnitude in janskys; null for other units. */
function scaledUnit(
  magnitude: number,
  unit: string,
): { readonly factor: number; readonly unit: string } | null {
  if (!/^Jy(?:\/beam)?$/i.test(unit.trim())) return null;
  const spelled = unit.trim().replace(/^jy/i, 'Jy').replace(/beam$/i, 'beam');
  const prefix =
    PREFIXES.find(({ factor }) => magnitude * factor >= 1) ??
    (magnitude === 0 ? PREFIXES[0] : PREFIXES[3]);
  return { factor: prefix.factor, unit: `${prefix.sign}${spelled}` };
}

function plain(value: number): string {
  const magnitude = Math.abs(value);
  const isLong = magnitude !== 0 && (magnitude < 1e-3 || magnitude >= 1e6);
  return isLong ? value.toExponential(3) : figures(value);
}

function figures(value: number, digits = 4): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(digits))) : String(value);
}
