import { AppError } from '#shared/errors/app-error.ts';
import { formatBytes, formatNumberOf } from '#shared/format/quantities.ts';
import { parseAngle } from '#shared/sky/parse-angle.ts';
import { type ColumnRoles, rolesOf } from './column-roles.ts';
import { decodeText } from './decode-text.ts';
import { isFits, readFitsTable } from './fits-table.ts';
import { interpretTable, type ReadOptions, type SourceList } from './interpret-table.ts';
import { parseJName } from './j-name.ts';
import { plainColumn, type RawTable } from './raw-table.ts';
import { bareRoles, lineTable } from './bare-table.ts';
import { readTextTable } from './text-table.ts';
import { isVotable, readVotable } from './votable.ts';

/** More than a million sources with all their columns; larger files are catalogues, of which few columns matter. */
export const MAX_TABLE_BYTES = 64 * 1024 * 1024;

/**
 * Sources from whatever people have: tables of text with any separator, with or without names above their columns,
 * VOTables, FITS tables, selavy's catalogues, the tables of vast-tools, VizieR and Simbad, or one position a line.
 *
 * @param input a file's bytes, or pasted text
 * @throws AppError `bad-input` with a sentence on what it is, where, and what to do
 */
export function readSources(input: Uint8Array | string, options: ReadOptions = {}): SourceList {
  refuseTooLarge(input.length);
  if (typeof input !== 'string' && isFits(input)) return interpret(readFitsTable(input), options);
  const { text, notes } =
    typeof input === 'string' ? { text: input, notes: [] } : decodeText(input);
  if (isVotable(text)) return interpret(readVotable(text), options);
  refuseOtherTexts(text);
  const table = readTextTable(text.replace(/^\uFEFF/, ''));
  return interpret({ ...table, notes: [...notes, ...table.notes] }, options);
}

/** Throws AppError `bad-input` for a table that is larger than is read. */
export function refuseTooLarge(bytes: number): void {
  if (bytes <= MAX_TABLE_BYTES) return;
  throw new AppError(
    'bad-input',
    `The file has ${formatBytes(bytes)}, and up to ${formatBytes(MAX_TABLE_BYTES)} are read: split it, or keep only the columns of names and positions.`,
  );
}

function interpret(table: RawTable, options: ReadOptions): SourceList {
  if (table.columns !== null) {
    const roles = rolesOf(table.columns);
    if (roles !== null) return interpretTable(table, roles, options);
    return fromNames(table, roleless(table), options);
  }
  const bare = bareRoles(table);
  if (bare !== null) return interpretTable(table, bare, options);
  if (!hasDigitPairs(table) && !isLoneAngle(table)) return fromNames(table, null, options);
  return interpretTable(lineTable(table), LINE_ROLES, options);
}

const LINE_ROLES: ColumnRoles = {
  frame: 'ICRS',
  lon: null,
  lat: null,
  both: 0,
  name: null,
  split: null,
};
const J_ROLES: ColumnRoles = {
  ...LINE_ROLES,
  frame: 'FK5 J2000',
  both: null,
  lon: 1,
  lat: 2,
  name: 0,
};

/** Names of the columns where none means a position. */
function roleless({ columns }: RawTable): string {
  return columns!
    .slice(0, 12)
    .map(({ name }) => JSON.stringify(name))
    .join(', ');
}

/** Whether any line may hold a position at all: names have fewer than two numbers that stand alone. */
function hasDigitPairs(table: RawTable): boolean {
  for (let row = 0; row < table.rowCount; row += 1) {
    const line = table.cellsOf(row).join(' ');
    if ((line.match(/(?:^|[\s,;])[+\u2212-]?\d/g) ?? []).length >= 2 || /\d[hd:]\s?\d/.test(line))
      return true;
  }
  return false;
}

/** Whether the table is one line with one angle, which is half of a position. */
function isLoneAngle(table: RawTable): boolean {
  return table.rowCount === 1 && !('fault' in parseAngle(table.cellsOf(0).join(' ')));
}

/** The last resort: positions in names such as `J123456.7-010203`. Throws AppError `bad-input` where there are none. */
function fromNames(table: RawTable, columns: string | null, options: ReadOptions): SourceList {
  const isOneColumn = (table.columns?.length ?? 1) === 1;
  let [hasNumbers, hasWords] = [false, false];
  const rows = Array.from({ length: table.rowCount }, (_, row) => {
    const all = table.cellsOf(row).map((cell) => String(cell ?? '').trim());
    const cells = isOneColumn ? [all.join(' ')] : all;
    hasNumbers ||= cells.filter((cell) => /^[+-]?\d*\.\d/.test(cell)).length > 1;
    hasWords ||= cells.some((cell) => /\p{L}/u.test(cell) && 'fault' in parseAngle(cell));
    const name = cells.find((cell) => parseJName(cell) !== null);
    return {
      name: name ?? cells.find((cell) => cell !== '') ?? '',
      position: name === undefined ? null : parseJName(name),
    };
  });
  const named = rows.filter(({ position }) => position !== null);
  if (named.length === 0) {
    throw new AppError(
      'bad-input',
      hasNumbers || !hasWords
        ? `${columns === null ? 'Nothing in the text' : `None of the columns ${columns}`} is known as a position: name two columns "ra" and "dec".`
        : `The ${columns === null ? 'text' : `table (columns ${columns})`} holds names and no positions, and names can't be resolved without asking Simbad or NED, which this program doesn't: paste right ascensions and declinations.`,
    );
  }
  // A heading such as "name" is no bad row.
  const first = table.columns === null && !/\d/.test(rows[0]!.name) ? 1 : 0;
  const list = interpretTable(
    {
      ...table,
      columns: [
        plainColumn('name'),
        plainColumn('right ascension in the name', 'deg'),
        plainColumn('declination in the name'),
      ],
      hasDecimalCommas: false,
      rowCount: table.rowCount - first,
      locationOf: (row) => table.locationOf(row + first),
      cellsOf: (row) => {
        const { name, position } = rows[row + first]!;
        return [name, position?.raDeg ?? null, position?.decDeg ?? null];
      },
    },
    J_ROLES,
    options,
  );
  const worst = Math.max(...named.map(({ position }) => position!.precisionArcsec));
  return {
    ...list,
    warnings: [
      ...list.warnings,
      `${formatNumberOf(named.length, 'position')} came from a name like ${JSON.stringify(named[0]!.name)}: they may be off by ${Number(worst.toPrecision(2))} arcseconds.`,
    ],
  };
}

function refuseOtherTexts(text: string): void {
  const head = text.slice(0, 4096).trimStart();
  if (/^<!doctype html|^<html|^<head|^<body|<html[\s>]/i.test(head)) {
    throw new AppError(
      'bad-input',
      'This is a web page (HTML), not a table: download the table itself as CSV, TSV, VOTable or FITS.',
    );
  }
  if (head.startsWith('<')) {
    throw new AppError(
      'bad-input',
      'This is XML and no VOTable: give the table as CSV, TSV, VOTable or FITS.',
    );
  }
  if (/^[{[]\s*["{[\]}]/.test(head)) {
    throw new AppError(
      'bad-input',
      'This is JSON, not a table: give it as CSV, TSV, VOTable or FITS.',
    );
  }
}
