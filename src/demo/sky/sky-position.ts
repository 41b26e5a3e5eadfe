/** A direction, J2000. */
export interface SkyPosition {
  /** In [0, 360). */
  readonly raDeg: number;
  readonly decDeg: number;
}

export const RADIANS_PER_DEGREE = Math.PI / 180;
export const ARCSEC_PER_DEGREE = 3600;

/** The position `eastArcsec` and `northArcsec` away; meant for offsets that are small beside a degree. */
export function shifted(
  position: SkyPosition,
  eastArcsec: number,
  northArcsec: number,
): SkyPosition {
  const cosDec = Math.cos(position.decDeg * RADIANS_PER_DEGREE);
  const raDeg = position.raDeg + eastArcsec / ARCSEC_PER_DEGREE / cosDec;
  return { raDeg: (raDeg + 360) % 360, decDeg: position.decDeg + northArcsec / ARCSEC_PER_DEGREE };
}

/** Right ascension as `hh:mm:ss.s`. */
export function formatHms(raDeg: number, decimals = 1): string {
  return sexagesimal(raDeg / 15, 24, decimals);
}

/** Declination as `+dd:mm:ss`. */
export function formatDms(decDeg: number, decimals = 0): string {
  return (decDeg < 0 ? '-' : '+') + sexagesimal(Math.abs(decDeg), Infinity, decimals);
}

function sexagesimal(value: number, wrap: number, decimals: number): string {
  // Rounded first, as a whole number of the last digit, so that 59.96 seconds never become 60.0.
  const unit = 10 ** decimals;
  let rest = Math.round(value * 3600 * unit);
  if (rest >= wrap * 3600 * unit) rest -= wrap * 3600 * unit;
  const seconds = (rest % (60 * unit)) / unit;
  const minutes = Math.floor(rest / (60 * unit));
  const width = decimals === 0 ? 2 : 3 + decimals;
  return [
    String(Math.floor(minutes / 60)).padStart(2, '0'),
    String(minutes % 60).padStart(2, '0'),
    seconds.toFixed(decimals).padStart(width, '0'),
  ].join(':');
}
