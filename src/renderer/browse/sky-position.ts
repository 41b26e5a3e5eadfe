/** Right ascension as hours, minutes and seconds: `09 18 37.0`. */
export function formatRa(raDeg: number): string {
  const tenths = Math.round((raDeg / 15) * 36_000) % 864_000;
  return `${two(tenths / 36_000)} ${two((tenths / 600) % 60)} ${((tenths / 10) % 60).toFixed(1).padStart(4, '0')}`;
}

/** Declination as degrees, minutes and seconds, with its sign: `−06 17 59`. */
export function formatDec(decDeg: number): string {
  const seconds = Math.round(Math.abs(decDeg) * 3_600);
  const sign = decDeg < 0 && seconds > 0 ? '−' : '+';
  return `${sign}${two(seconds / 3_600)} ${two((seconds / 60) % 60)} ${two(seconds % 60)}`;
}

function two(value: number): string {
  return String(Math.floor(value)).padStart(2, '0');
}
