/** Messages of the map of the sky. */
export const skyMapMessages = {
  grid: {
    angle: (of: 'ra' | 'dec', deg: number) => (of === 'ra' ? hours(deg) : degrees(deg)),
    galacticPlane: 'Galactic plane',
    ecliptic: 'Ecliptic',
  },
} as const;

/** `19h`, `19h30`, `19h32m30s`. */
function hours(deg: number): string {
  const seconds = Math.round(deg * 240) % 86_400;
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  if (s !== 0) return `${h}h${two(m)}m${two(s)}s`;
  return m === 0 ? `${h}h` : `${h}h${two(m)}`;
}

/** `+30°`, `−6°20′`. */
function degrees(deg: number): string {
  const minutes = Math.round(Math.abs(deg) * 60);
  const sign = minutes === 0 ? '' : deg < 0 ? '−' : '+';
  const rest = minutes % 60;
  return `${sign}${Math.floor(minutes / 60)}°${rest === 0 ? '' : `${two(rest)}′`}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
