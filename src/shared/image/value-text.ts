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
  const isJansky = /^Jy(?:\/beam)?$/i.test(unit.trim());
  if (!isJansky) return `${plain(value)} ${unit}`.trim();
  const spelled = unit.trim().replace(/^jy/i, 'Jy').replace(/beam$/i, 'beam');
  const magnitude = Math.abs(value);
  const prefix =
    PREFIXES.find(({ factor }) => magnitude * factor >= 1) ??
    (magnitude === 0 ? PREFIXES[0] : PREFIXES[3]);
  return `${figures(value * prefix.factor)} ${prefix.sign}${spelled}`;
}

function plain(value: number): string {
  const magnitude = Math.abs(value);
  const isLong = magnitude !== 0 && (magnitude < 1e-3 || magnitude >= 1e6);
  return isLong ? value.toExponential(3) : figures(value);
}

function figures(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(4))) : String(value);
}
