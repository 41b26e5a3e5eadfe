import type { SkyPosition } from '#shared/sky/position.ts';

/** A position that a name like `J123456.7-010203` holds, and how far off it may be: names are cut off, not rounded. */
export interface NamedPosition extends SkyPosition {
  readonly precisionArcsec: number;
}

const J_NAME =
  /(?:^|[^A-Za-z0-9])J(\d{2})(\d{2})(\d{2})?(\.\d+)?([+-])(\d{2})(\d{2})(\d{2})?(\.\d+)?[A-Za-z]?(?![\d])/;

/** Reads a J2000 name; null where the text holds none, or one whose digits are no position. */
export function parseJName(text: string): NamedPosition | null {
  const match = J_NAME.exec(text.replace(/[\u2010-\u2015\u2212]/g, '-'));
  if (match === null) return null;
  const [, hours = '', raMinutes = '', raSeconds, raFraction = '', sign] = match;
  const [degrees = '', decMinutes = '', decSeconds, decFraction = ''] = match.slice(6);
  const ra = parts(hours, raMinutes, raSeconds, raFraction);
  const dec = parts(degrees, decMinutes, decSeconds, decFraction);
  if (ra === null || dec === null || ra.value >= 24 || dec.value > 90) return null;
  return {
    raDeg: ra.value * 15,
    decDeg: sign === '-' ? -dec.value : dec.value,
    precisionArcsec: Math.max(ra.unitSeconds * 15, dec.unitSeconds),
  };
}

/** @returns the value in hours or degrees, and what the last digit counts, in seconds; null beyond sixty */
function parts(first: string, minutes: string, seconds: string | undefined, fraction: string) {
  const last = Number((seconds ?? minutes) + fraction);
  if (Number(minutes) >= 60 || last >= 60) return null;
  const inSeconds = seconds === undefined ? last * 60 : Number(minutes) * 60 + last;
  const unit = (seconds === undefined ? 60 : 1) * 10 ** -Math.max(0, fraction.length - 1);
  return { value: Number(first) + inSeconds / 3600, unitSeconds: unit };
}
