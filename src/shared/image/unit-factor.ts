const PREFIXES: Readonly<Record<string, number>> = { '': 1, m: 1e-3, u: 1e-6, µ: 1e-6, n: 1e-9 };

/**
 * By what a value in one unit is multiplied to become one in the other: 0.001 from `mJy/beam` to `Jy/beam`. Null where
 * the two can't be compared, as `Jy/beam` and `K`.
 *
 * @param from BUNIT, '' for none
 * @param to BUNIT, '' for none
 */
export function unitFactor(from: string, to: string): number | null {
  const [a, b] = [janskys(from), janskys(to)];
  if (a === null || b === null) return from.trim() === to.trim() ? 1 : null;
  return a.per === b.per ? a.factor / b.factor : null;
}

function janskys(unit: string): { readonly factor: number; readonly per: string } | null {
  const match = /^([muµn]?)jy(.*)$/i.exec(unit.trim());
  const factor = PREFIXES[match?.[1] ?? ' '];
  return match === null || factor === undefined
    ? null
    : { factor, per: match[2]!.replaceAll(' ', '').toLowerCase() };
}
