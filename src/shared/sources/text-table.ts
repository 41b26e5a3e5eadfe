import { AppError } from '#shared/errors/app-error.ts';
import {
  type Delimiter,
  readDelimitedTable,
  type TableRow,
} from '#shared/format/delimited-table.ts';
import { parseAngle } from '#shared/sky/parse-angle.ts';
import { rolesOf } from './column-roles.ts';
import { plainColumn, type RawTable } from './raw-table.ts';
import { fitRow, splitBlanks } from './blank-rows.ts';
import { readIpac } from './ipac-table.ts';

const KINDS: Readonly<Record<Delimiter | ' ', string>> = {
  ',': 'comma-separated',
  ';': 'semicolon-separated',
  '\t': 'tab-separated',
  '|': 'bar-separated',
  ' ': 'blank-separated',
};
const DELIMITERS: readonly Delimiter[] = ['\t', '|', ';', ','];
const SAMPLE = 60;
/** Longer than the comments above any table; VizieR's take some thousands. */
const HEAD_CHARACTERS = 262_144;

/**
 * A table in plain text: separated by commas, semicolons, tabs, bars or blanks, with its names in the first row, in a
 * comment (`# name ra dec`) or nowhere; rulers and a row of units below the names are passed over. Also IPAC's tables.
 *
 * @throws AppError `bad-input` where nothing is in it, or quotes don't match
 */
export function readTextTable(text: string): RawTable {
  const ipac = readIpac(text);
  if (ipac !== null) return ipac;
  const sample = sampleOf(text);
  if (sample.length === 0) throw new AppError('bad-input', 'The table is empty.');
  const delimiter = delimiterOf(text, sample);
  const all = delimiter === null ? splitBlanks(text) : readDelimitedTable(text, { delimiter }).rows;
  const framed = delimiter === '|' && all.every(({ cells }) => isRuler(cells) || cells[0] === '');
  const rows = all
    .filter(({ cells }) => !isRuler(cells))
    .map((row) => (framed ? { ...row, cells: unframed(row.cells) } : row));
  const split = (line: string): readonly string[] =>
    delimiter === null
      ? (splitBlanks(line)[0]?.cells ?? [])
      : line.split(delimiter).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
  const { names, units, body } = headed(text, rows, split);
  const columns =
    names === null ? null : names.map((name, index) => plainColumn(name, units[index] || null));
  const fit = delimiter === null && columns !== null ? fitRow(columns) : null;
  return {
    kind: KINDS[delimiter ?? ' '],
    columns,
    rowCount: body.length,
    cellsOf: (row) => fit?.(body[row]!.cells) ?? body[row]!.cells,
    locationOf: (row) => `line ${body[row]!.line}`,
    hasDecimalCommas: delimiter !== ',' && delimiter !== null,
    notes: [],
  };
}

/** Whether a row's cells name columns that are understood, be it only to refuse them. */
function namesColumns(cells: readonly string[]): boolean {
  if (hasAngle(cells)) return false;
  try {
    return rolesOf(cells.map((name) => plainColumn(name.replaceAll('"', '')))) !== null;
  } catch {
    return true;
  }
}

function sampleOf(text: string): string[] {
  const lines: string[] = [];
  for (const [line] of text.matchAll(/[^\r\n]+/g)) {
    if (line.trim() === '' || line.trimStart().startsWith('#') || /^[\s|+=-]*$/.test(line))
      continue;
    lines.push(line);
    if (lines.length === SAMPLE) break;
  }
  return lines;
}

/** Null where blanks separate. */
function delimiterOf(text: string, sample: readonly string[]): Delimiter | null {
  const comments = commentsOf(text);
  const share = (delimiter: string): number =>
    sample.filter((line) => line.includes(delimiter)).length / sample.length;
  const named = DELIMITERS.find(
    (delimiter) =>
      share(delimiter) > 0.3 &&
      [...sample, ...comments.map((comment) => comment.text)].some(
        (line) => line.includes(delimiter) && namesColumns(line.split(delimiter)),
      ),
  );
  return named ?? DELIMITERS.find((delimiter) => share(delimiter) >= 0.9) ?? null;
}

interface Headed {
  readonly names: readonly string[] | null;
  readonly units: readonly string[];
  readonly body: readonly TableRow[];
}

function headed(
  text: string,
  rows: readonly TableRow[],
  split: (line: string) => readonly string[],
): Headed {
  // A title may stand above the names.
  const named = rows.slice(0, SAMPLE).findIndex(({ cells }) => namesColumns(cells));
  const isUnknown =
    rows.length > 1 &&
    rows[0]!.cells.length > 1 &&
    !hasAngle(rows[0]!.cells) &&
    hasAngle(rows[1]!.cells);
  if (named !== -1 || isUnknown) {
    const head = rows[Math.max(0, named)]!;
    const below = rows.slice(Math.max(0, named) + 1);
    const { units, body } = withUnits(head.cells, below, text);
    return { names: head.cells, units, body };
  }
  const comments = commentsOf(text).map((comment) => ({ ...comment, cells: split(comment.text) }));
  const at = comments.findIndex(({ cells }) => namesColumns(cells));
  const names = comments[at]?.cells;
  if (names === undefined) return { names: null, units: [], body: rows };
  const next = comments[at + 1]?.cells ?? [];
  const units = next.length === names.length ? next : [];
  return { names, units, body: rows.filter(({ line }) => line > comments[at]!.line) };
}

/** The units of columns: in a row below the names, or in the head of an ECSV file. */
function withUnits(names: readonly string[], rows: readonly TableRow[], text: string) {
  const [first] = rows;
  const isUnits =
    first !== undefined &&
    first.cells.some((cell) =>
      /^[("[]*(?:deg|degrees?|°|h|hours?|hourangle|h:m:s|d:m:s)\b/i.test(cell),
    ) &&
    !hasAngle(first.cells);
  if (isUnits) return { units: first.cells, body: rows.slice(1) };
  const told = new Map<string, string>();
  if (/^\s*#\s*%ECSV/.test(text)) {
    for (const comment of commentsOf(text)) {
      const match = /^\s*- \{name: ([^,}]+),.*\bunit: ([^,}]+)/.exec(comment.text);
      if (match !== null) told.set(match[1]!.trim(), match[2]!.trim());
    }
  }
  return { units: names.map((name) => told.get(name) ?? ''), body: rows };
}

/** The comments among the first lines, without their sign. */
function commentsOf(text: string): { readonly line: number; readonly text: string }[] {
  const lines = text.slice(0, HEAD_CHARACTERS).split(/\r\n|\n|\r/);
  return lines
    .map((words, index) => ({ line: index + 1, text: words.trimStart() }))
    .filter((comment) => comment.text.startsWith('#'))
    .map((comment) => ({ line: comment.line, text: comment.text.slice(1) }));
}

function hasAngle(cells: readonly string[]): boolean {
  return cells.some((cell) => !('fault' in parseAngle(cell)));
}

/** A line of dashes below the names, or of a table's frame; or the end that TST puts below its rows. */
function isRuler(cells: readonly string[]): boolean {
  const line = cells.join('');
  return line === '[EOD]' || (/^[\s+=|-]+$/.test(line) && /---|===/.test(line));
}

/** Rows of a framed table begin and end with a bar, and so with an empty cell. */
function unframed(cells: readonly string[]): readonly string[] {
  return cells.slice(1, cells.at(-1) === '' ? -1 : undefined);
}
