import { AppError } from '#shared/errors/app-error.ts';
import { formatNumberOf } from '#shared/format/quantities.ts';
import { formatJName } from '#shared/sky/format-angle.ts';
import { fk5ToIcrs, galacticToIcrs } from '#shared/sky/frames.ts';
import type { AngleFault, AngleUnit, WrittenAngle } from '#shared/sky/parse-angle.ts';
import type { SkyPosition } from '#shared/sky/position.ts';
import { wrapDeg } from '#shared/sky/position.ts';
import { type ColumnRoles, type Frame, unitOf } from './column-roles.ts';
import { decideUnit } from './decide-unit.ts';
import { createKnownSources } from './known-sources.ts';
import { readAngles } from './read-angles.ts';
import type { RawTable } from './raw-table.ts';
import type { Source } from './source.ts';

export interface BadRow {
  /** `line 12`, or `row 12` in files that have no lines. */
  readonly location: string;
  /** It goes on from the location: `the right ascension is empty`. */
  readonly reason: string;
}

/** What a file holds of sources, and everything about it that users should know. */
export interface SourceList {
  readonly sources: readonly Source[];
  readonly badRows: readonly BadRow[];
  /** How the table was read: sentences. */
  readonly notes: readonly string[];
  /** What users should check: sentences. */
  readonly warnings: readonly string[];
}

export interface ReadOptions {
  /** The unit of right ascensions, where the table doesn't contain it or is wrong. */
  readonly raUnit?: AngleUnit;
  /** The frame of the positions, where the table doesn't contain it or is wrong. */
  readonly frame?: Frame;
  /** Turns FK5 J2000 into ICRS; the two differ by 0.02 arcseconds, and other programs ignore that. @default false */
  readonly exactFk5?: boolean;
}

/** Sources from a table of which is known what its columns mean. Throws AppError `bad-input` where no row is good. */
export function interpretTable(
  table: RawTable,
  roles: ColumnRoles,
  options: ReadOptions,
): SourceList {
  const frame = options.frame ?? roles.frame;
  const isGalactic = frame === 'galactic';
  const [lonWord, latWord] = isGalactic
    ? ['galactic longitude', 'galactic latitude']
    : ['right ascension', 'declination'];
  const { lons, lats, names } = readAngles(table, roles);
  const unit = isGalactic
    ? galacticUnit(lons)
    : decideUnit(lons, unitGiven(table, roles, options), table.locationOf);
  if ('fault' in unit) throw new AppError('bad-input', `The right ascensions ${unit.fault}.`);
  const sources: Source[] = [];
  const badRows: BadRow[] = [];
  const meet = createKnownSources();
  const counts = { duplicates: 0, unnamed: 0 };
  const clashing = new Set<string>();
  for (let row = 0; row < table.rowCount; row += 1) {
    const noPosition = roles.both === null ? null : faultOf(lons[row]!);
    const lon = noPosition ?? degreesOf(lons[row]!, unit, lonWord);
    const lat = latitudeOf(lats[row]!, latWord);
    const reason = 'fault' in lon ? lon.fault : 'fault' in lat ? lat.fault : null;
    if ('fault' in lon || 'fault' in lat) {
      badRows.push({ location: table.locationOf(row), reason: reason! });
      continue;
    }
    const position = toIcrs(frame, lon.value, lat.value, options.exactFk5 ?? false);
    const given = names[row]!;
    const name = given === '' ? formatJName(position.raDeg, position.decDeg) : given;
    const acquaintance = meet(name, position);
    if (acquaintance === 'repeated') {
      counts.duplicates += 1;
      continue;
    }
    if (acquaintance === 'clashing') clashing.add(name);
    if (given === '') counts.unnamed += 1;
    sources.push({ name, ...position });
  }
  if (sources.length === 0) throw noneGood(table, roles, badRows);
  return {
    sources,
    badRows,
    notes: notesOf(table, roles, frame, isGalactic ? null : unit, counts),
    warnings: [
      ...(isGalactic || unit.warning === null ? [] : [unit.warning]),
      ...(clashing.size === 0 ? [] : [clashWarning(clashing)]),
    ],
  };
}

function unitGiven({ columns }: RawTable, { lon }: ColumnRoles, { raUnit }: ReadOptions) {
  if (raUnit !== undefined) return { unit: raUnit, because: 'as you chose' };
  const unit = lon === null || columns === null ? null : unitOf(columns[lon]!);
  return unit === null ? null : { unit, because: "by the column's unit" };
}

function galacticUnit(angles: readonly (WrittenAngle | AngleFault)[]) {
  const first = angles.find((angle) => !('fault' in angle)) as WrittenAngle | undefined;
  return {
    unit: 'degrees',
    notation: first?.notation ?? 'decimal',
    because: '',
    warning: null,
  } as const;
}

function degreesOf(
  angle: WrittenAngle | AngleFault,
  column: { readonly unit: AngleUnit; readonly notation: WrittenAngle['notation'] },
  word: string,
): { readonly value: number } | AngleFault {
  if ('fault' in angle) return { fault: `the ${word} ${angle.fault}` };
  if (angle.notation !== column.notation && angle.unit === null) {
    const written = angle.notation === 'decimal' ? ` (${angle.value})` : '';
    const withUnit =
      angle.notation === 'decimal'
        ? `${angle.value}d or ${angle.value}h`
        : 'h or d behind its first number';
    return {
      fault: `the ${word} is ${angle.notation}${written}, and most others are ${column.notation}: write it like them, or with a unit (${withUnit})`,
    };
  }
  const unit = angle.unit ?? column.unit;
  const value = unit === 'hours' ? angle.value * 15 : angle.value;
  // Longitudes count from -180 as often as to 360; right ascensions don't.
  const least = word === 'right ascension' ? 0 : -180;
  if (!(value >= least && value <= 360)) {
    const most = unit === 'hours' ? '24' : '360';
    return { fault: `the ${word} is ${rounded(angle.value)} ${unit}, outside ${least} to ${most}` };
  }
  return { value: wrapDeg(value) };
}

/** Why a line or a column with both angles has no position. */
function faultOf(angle: WrittenAngle | AngleFault): AngleFault | null {
  return 'fault' in angle ? { fault: `the position ${angle.fault}` } : null;
}

function latitudeOf(
  angle: WrittenAngle | AngleFault,
  word: string,
): { readonly value: number } | AngleFault {
  if ('fault' in angle) return { fault: `the ${word} ${angle.fault}` };
  if (angle.unit === 'hours') return { fault: `the ${word} is in hours` };
  if (!(Math.abs(angle.value) <= 90)) {
    return { fault: `the ${word} is ${rounded(angle.value)} degrees, outside -90 to 90` };
  }
  return angle;
}

function rounded(value: number): string {
  return String(Number(value.toPrecision(8)));
}

function toIcrs(frame: Frame, lonDeg: number, latDeg: number, exactFk5: boolean): SkyPosition {
  if (frame === 'galactic') return galacticToIcrs({ lDeg: lonDeg, bDeg: latDeg });
  const position = { raDeg: lonDeg, decDeg: latDeg };
  return frame === 'FK5 J2000' && exactFk5 ? fk5ToIcrs(position) : position;
}

function noneGood(table: RawTable, roles: ColumnRoles, badRows: readonly BadRow[]): AppError {
  const [first] = badRows;
  if (first === undefined) {
    return new AppError('bad-input', 'The table has no rows below the names of its columns.');
  }
  if (badRows.length === 1 && roles.both !== null && table.columns === null) {
    const advice = first.reason.endsWith(')')
      ? ': write a right ascension and a declination, such as "12 34 56.7 -01 02 03"'
      : '';
    return new AppError('bad-input', `${first.reason.replace('the', 'The')}${advice}.`);
  }
  const others =
    badRows.length === 1 ? '' : `, and ${formatNumberOf(badRows.length - 1, 'other')} no better`;
  return new AppError(
    'bad-input',
    `No row of the ${table.kind} table has a position: in ${first.location} ${first.reason}${others}.`,
  );
}

function notesOf(
  table: RawTable,
  roles: ColumnRoles,
  frame: Frame,
  unit: { readonly unit: AngleUnit; readonly because: string } | null,
  { duplicates, unnamed }: { readonly duplicates: number; readonly unnamed: number },
): string[] {
  const name = (index: number | null): string => {
    if (index === null) return '';
    return table.columns === null
      ? `column ${index + 1}`
      : JSON.stringify(table.columns[index]!.name);
  };
  const from =
    roles.split !== null
      ? 'the columns of hours, minutes and seconds'
      : roles.both !== null
        ? table.columns === null
          ? 'each line'
          : name(roles.both)
        : `${name(roles.lon)} and ${name(roles.lat)}`;
  const named = roles.name === null ? '' : `, names from ${name(roles.name)}`;
  const counted =
    unit === null
      ? 'galactic coordinates were turned into ICRS'
      : `right ascensions were read as ${unit.unit} ${unit.because}`;
  const notes = [
    ...table.notes,
    `Read ${table.kind}: positions (${frame}) from ${from}${named}; ${counted}.`,
  ];
  if (duplicates > 0) {
    notes.push(
      `${formatNumberOf(duplicates, 'row')} repeated an earlier one to the digit: each source was kept once.`,
    );
  }
  if (unnamed > 0)
    notes.push(`${formatNumberOf(unnamed, 'source')} without a name got one made of its position.`);
  return notes;
}

function clashWarning(clashing: ReadonlySet<string>): string {
  const [first] = clashing;
  const others =
    clashing.size === 1 ? '' : ` and ${formatNumberOf(clashing.size - 1, 'other name')}`;
  return `${JSON.stringify(first)}${others} ${clashing.size === 1 ? 'stands' : 'stand'} for several positions: tables by name will mix them.`;
}
