const FACTORS: Readonly<Record<string, number>> = { ujy: 1e-3, mjy: 1, jy: 1e3 };

/** What a flux in a unit (`Jy/beam`, `mJy`) is multiplied by to be in mJy or mJy/beam; null for any other unit. */
export function milliJanskys(unit: string): number | null {
  const name = unit.replace(/\s*(?:\/\s*beam|beam(?:\^|\*\*)?-1)$/i, '').trim();
  return FACTORS[name.toLowerCase()] ?? null;
}
