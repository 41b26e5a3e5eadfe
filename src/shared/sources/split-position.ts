import { type AngleFault, parseAngle, quoted, type WrittenAngle } from '#shared/sky/parse-angle.ts';

/** A line with a position in it, and what stands before or behind that. */
export interface SplitPosition {
  readonly lon: WrittenAngle;
  readonly lat: WrittenAngle;
  readonly name: string;
}

/** How many words each of the two angles takes; where the longer fits, the shorter would read a part of it. */
const SIZES = [3, 2, 1];

/**
 * Finds a position in a line of text: two angles beside each other, with a name before or behind them.
 * `3C 273 187.278 2.052`, `12 34 56.7 -01 02 03`, `12:34:56.7-01:02:03`.
 */
export function splitPosition(text: string): SplitPosition | AngleFault {
  const spaced = text
    .replace(/[\u2010-\u2015\u2212\uFE63\uFF0D]/g, '-')
    .replace(/((?:^|[\s,;])\d{1,3}[:hd°][^\s,;]*?\d\.?\d*[sS"″]?)([+-]\d)/, '$1 $2')
    .replace(/\b(?:RA|Dec|DE|α|δ)\s*[=:]\s*/gi, ' ');
  const words = spaced.split(/[\s,;|]+/).filter((word) => word !== '');
  for (const size of SIZES) {
    const last = words.length - 2 * size;
    const found = [...new Set([0, last])]
      .filter((start) => start >= 0)
      .map((start) => at(words, start, size))
      .filter((one) => one !== null);
    if (found.length > 1) {
      return {
        fault: `can be read in several ways (${quoted(text)}): leave out the other numbers, or put names above the columns`,
      };
    }
    if (found.length === 1) return found[0]!;
  }
  const isAngle = !('fault' in parseAngle(text));
  return { fault: `has ${isAngle ? 'only one angle' : 'no two angles'} (${quoted(text)})` };
}

function at(words: readonly string[], start: number, size: number): SplitPosition | null {
  const lonWords = words.slice(start, start + size);
  const latWords = words.slice(start + size, start + 2 * size);
  const [lon, lat] = [parseAngle(lonWords.join(' ')), parseAngle(latWords.join(' '))];
  if ('fault' in lon || 'fault' in lat) return null;
  if (lon.value < 0 || lon.value > 360 || Math.abs(lat.value) > 90 || lat.unit === 'hours')
    return null;
  // Two plain numbers are a position, because they can't be distinguished from whole degrees with whole minutes.
  if (
    size === 2 &&
    lon.unit === null &&
    lonWords
      .concat(latWords)
      .some((word) => !/^[+-]?\d{1,3}$/.test(word) && !/^\d{1,2}(?:\.\d+)?$/.test(word))
  ) {
    return null;
  }
  const name = [...words.slice(0, start), ...(start === 0 ? words.slice(2 * size) : [])].join(' ');
  return { lon, lat, name };
}
