import { AppError } from '#shared/errors/app-error.ts';
import { GALACTIC_PAIRS, NAMES, OTHER_FRAMES, PAIRS, POSITIONS } from './column-names.ts';
import type { RawColumn } from './raw-table.ts';

/** The frames in which positions may be given. */
export type Frame = 'ICRS' | 'FK5 J2000' | 'galactic';

/** Which columns hold what: indexes. */
export interface ColumnRoles {
  readonly frame: Frame;
  /** The two angles; null where one column holds both. */
  readonly lon: number | null;
  readonly lat: number | null;
  /** A column with right ascension and declination together. */
  readonly both: number | null;
  /** Null where no column is a name. */
  readonly name: number | null;
  /** VizieR's tables with hours, minutes and seconds in columns of their own. */
  readonly split: SplitColumns | null;
}

export interface SplitColumns {
  readonly ra: readonly [hours: number, minutes: number, seconds: number | null];
  readonly dec: readonly [
    sign: number | null,
    degrees: number,
    minutes: number,
    seconds: number | null,
  ];
}

/**
 * Which columns of a table hold the names and positions of its sources; null where none holds positions.
 *
 * @throws AppError `bad-input` where the positions are in a frame that is not read, or a column has no partner
 */
export function rolesOf(columns: readonly RawColumn[]): ColumnRoles | null {
  const plain = columns.map(({ name }) => plainName(name));
  const find = (name: string): number | null => {
    const index = plain.indexOf(name);
    return index === -1 ? null : index;
  };
  const names = { both: null, split: null, name: firstOf(NAMES, find) };
  const pair =
    firstPair(PAIRS, find) ?? byKind(columns, /^pos[._]eq[._]ra\b/, /^pos[._]eq[._]dec\b/);
  if (pair !== null) {
    return { ...names, frame: equatorialFrame(columns, pair), lon: pair[0], lat: pair[1] };
  }
  const split = splitColumns(columns.map(({ name }) => name.trim()));
  if (split !== null) return { ...names, frame: 'ICRS', lon: null, lat: null, split };
  const both = firstOf(POSITIONS, find);
  if (both !== null) {
    const frame = equatorialFrame(columns, [both, both]);
    return { ...names, frame, lon: null, lat: null, both };
  }
  const galactic =
    firstPair(GALACTIC_PAIRS, find) ??
    byKind(columns, /^pos[._]galactic[._]lon\b/, /^pos[._]galactic[._]lat\b/);
  if (galactic !== null) return { ...names, frame: 'galactic', lon: galactic[0], lat: galactic[1] };
  refuseOthers(columns, plain);
  return null;
}

/** A column's name without case, blanks, punctuation, and what stands in brackets. */
function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[([{].*$/, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** The unit of a column, where its file or its name contains one: `RA (deg)`, `RA [h]`, `ra_hours`. */
export function unitOf({ name, unit }: RawColumn): 'hours' | 'degrees' | null {
  const bracket = /[([{]([^)\]}]*)[)\]}]/.exec(name)?.[1];
  for (const text of [unit, bracket]) {
    const plain = (text ?? '').toLowerCase().replace(/["'\s]/g, '');
    if (/^(?:h|hr|hrs|hours?|hourangle|h:m:s|hh:mm:ss(?:\.s*)?|hms|hms?ra)$/.test(plain))
      return 'hours';
    if (/^(?:deg|degs?|degrees?|°|d|d:m:s|dd:mm:ss(?:\.s*)?|dms)$/.test(plain)) return 'degrees';
  }
  const words = name.toLowerCase();
  if (/(?:^|[_ .-])(?:hms|hours?|hrs)(?:$|[_ .-])/.test(words)) return 'hours';
  return /(?:^|[_ .-])(?:deg|degrees?|dms)(?:$|[_ .-])/.test(words) ? 'degrees' : null;
}

function firstOf(names: readonly string[], find: (name: string) => number | null): number | null {
  for (const name of names) {
    const index = find(name);
    if (index !== null) return index;
  }
  return null;
}

function firstPair(
  pairs: readonly (readonly [string, string])[],
  find: (name: string) => number | null,
): readonly [number, number] | null {
  for (const [first, second] of pairs) {
    const [lon, lat] = [find(first), find(second)];
    if (lon !== null && lat !== null) return [lon, lat];
  }
  return null;
}

/** By VOTable's kinds of content, the main ones first. */
function byKind(
  columns: readonly RawColumn[],
  lonKind: RegExp,
  latKind: RegExp,
): readonly [number, number] | null {
  const best = (kind: RegExp): number => {
    const all = [...columns.keys()].filter((index) =>
      kind.test(columns[index]!.ucd?.toLowerCase() ?? ''),
    );
    return all.find((index) => /main/i.test(columns[index]!.ucd!)) ?? all[0] ?? -1;
  };
  const [lon, lat] = [best(lonKind), best(latKind)];
  return lon === -1 || lat === -1 ? null : [lon, lat];
}

function equatorialFrame(
  columns: readonly RawColumn[],
  [lon, lat]: readonly [number, number],
): Frame {
  const { name, system } = columns[lon]!;
  const names = `${system ?? ''} ${name} ${columns[lat]!.name}`.toLowerCase();
  if (/fk4|b1950|b1875|ecl|galactic|geo|barycentric/.test(system?.toLowerCase() ?? '')) {
    throw refusal(system!, name);
  }
  if (names.includes('icrs')) return 'ICRS';
  return /fk5|j2000|2000/.test(names) ? 'FK5 J2000' : 'ICRS';
}

function splitColumns(names: readonly string[]): SplitColumns | null {
  const find = (name: RegExp): number => names.findIndex((other) => name.test(other));
  const optional = (index: number): number | null => (index === -1 ? null : index);
  const [hours, minutes, seconds] = [find(/^_?RA_?h$/), find(/^_?RA_?m$/), find(/^_?RA_?s$/)];
  const [degrees, arcmin, arcsec] = [find(/^_?DEc?_?d$/), find(/^_?DEc?_?m$/), find(/^_?DEc?_?s$/)];
  if ([hours, minutes, degrees, arcmin].includes(-1)) return null;
  return {
    ra: [hours, minutes, optional(seconds)],
    dec: [optional(find(/^_?DEc?_?-$/)), degrees, arcmin, optional(arcsec)],
  };
}

function refuseOthers(columns: readonly RawColumn[], plain: readonly string[]): void {
  for (const [names, frame] of OTHER_FRAMES) {
    const index = plain.findIndex((name) => names.includes(name));
    if (index !== -1) throw refusal(frame, columns[index]!.name);
  }
  const half = plain.findIndex((name) => PAIRS.some(([ra, dec]) => name === ra || name === dec));
  if (half !== -1) {
    throw new AppError(
      'bad-input',
      `The table has a column ${JSON.stringify(columns[half]!.name)} and none that goes with it, only ` +
        `${columns
          .map(({ name }) => JSON.stringify(name))
          .slice(0, 12)
          .join(', ')}: name the two "ra" and "dec".`,
    );
  }
}

function refusal(frame: string, column: string): AppError {
  return new AppError(
    'bad-input',
    `The column ${JSON.stringify(column)} is in ${frame}, which is not read: convert the positions to ICRS, FK5 J2000 or galactic coordinates.`,
  );
}
