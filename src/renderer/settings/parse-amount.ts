const UNITS: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9, t: 1e12 };

/**
 * Parses an amount in bytes: `12`, `12 MB`, `1.5GB/s`, `2,5 T`. Null unless it is an amount above 0.
 *
 * @param bareUnit bytes per unit of a number without a unit
 */
export function parseAmount(text: string, bareUnit: number): number | null {
  const match = /^([\d.,\s]*\d)\s*([kmgt]?)(b?)(?:\/s)?$/i.exec(text.trim());
  if (match === null) return null;
  const [, digits = '', prefix = '', byte = ''] = match;
  const value = Number(digits.replaceAll(/\s/g, '').replace(',', '.'));
  const unit = prefix === '' && byte === '' ? bareUnit : UNITS[prefix.toLowerCase()]!;
  return Number.isFinite(value) && value > 0 ? Math.round(value * unit) : null;
}
