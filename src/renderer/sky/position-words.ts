import { formatDec, formatRa } from '#shared/sky/format-angle.ts';
import type { SkyPosition } from '#shared/sky/position.ts';

/** `09:18:37.0 -06:17:59 · 139.6542° -6.2997°`. */
export function positionWords({ raDeg, decDeg }: SkyPosition): string {
  const sign = decDeg < 0 ? '-' : '+';
  const degrees = `${raDeg.toFixed(4)}° ${sign}${Math.abs(decDeg).toFixed(4)}°`;
  return `${formatRa(raDeg)} ${formatDec(decDeg)} · ${degrees}`;
}
