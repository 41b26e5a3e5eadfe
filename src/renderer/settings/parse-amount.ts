const UNITS: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9, t: 1e12 };

/**
 * Bytes from what people type: `12`, `12 MB`, `1.5GB/s`, `2,5 T`. A bare number counts in `bareUnit`. Null where it
 * is no amount, or none above nought.
 */
export function parseAmount(text: string, bareUnit: number): number | null {
  const match = /^([\d.,\s]*\d)\s*([kmgt]?)(b?)(?:\/s)?$/i.exec(text.trim());
  if (match === null) return null;
  const [, digits = '', prefix = '', byte = ''] = match;
  const value = Number(digits.replaceAll(/\s/g, '').replace(',', '.'));
  const unit = prefix === '' && byte === '' ? bareUnit : UNITS[prefix.toLowerCase()]!;
  return Number.isFinite(value) && value > 0 ? Math.round(value * unit) : null;
}
