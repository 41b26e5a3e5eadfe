import { RADIANS_PER_DEGREE, type SkyPosition } from '#shared/sky/position.ts';

export const ARCSEC_PER_DEGREE = 3600;

/** The position `eastArcsec` and `northArcsec` away; for offsets much smaller than a degree. */
export function shifted(
  position: SkyPosition,
  eastArcsec: number,
  northArcsec: number,
): SkyPosition {
  const cosDec = Math.cos(position.decDeg * RADIANS_PER_DEGREE);
  const raDeg = position.raDeg + eastArcsec / ARCSEC_PER_DEGREE / cosDec;
  return { raDeg: (raDeg + 360) % 360, decDeg: position.decDeg + northArcsec / ARCSEC_PER_DEGREE };
}
