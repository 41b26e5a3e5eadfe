import { AppError } from '#shared/errors/app-error.ts';
import type { CatalogueReader } from './catalogue-reader.ts';
import { kindOfColumn, unitOf } from './column-facts.ts';
import { type ColumnSink, createSink } from './column-sink.ts';

const SPACE = 32;
/** Longer than any line of selavy's; what is longer is no text. */
const MAX_LINE = 65_536;

/**
 * Reads a catalogue that selavy wrote as text: a line of names, a line of units below them, then rows. Cells are
 * separated by blanks; only the last column, `comment`, may be empty or hold blanks itself.
 */
export function createTextReader(): CatalogueReader {
  let rest = '';
  let lines = 0;
  let names: Words | null = null;
  let sinks: readonly ColumnSink[] | null = null;

  const take = (text: string, start: number, end: number): void => {
    lines += 1;
    if (sinks !== null) {
      addRow(text, start, end, sinks, lines);
      return;
    }
    const line = text.slice(start, end);
    if (names === null) {
      names = wordsOf(line.replace(/^#/, ' '));
      if (!line.startsWith('#') || names.length < 2) throw noCatalogue();
    } else {
      const units = line.startsWith('#') ? unitsBelow(names, line) : null;
      sinks = names.map(({ text: name }, index) =>
        createSink({ name, unit: units?.[index] ?? null, ucd: null, kind: kindOfColumn(name) }),
      );
      if (units === null) addRow(text, start, end, sinks, lines);
    }
  };

  return {
    push(chunk) {
      const text = rest + chunk;
      let from = 0;
      for (;;) {
        const end = text.indexOf('\n', from);
        if (end < 0) break;
        take(text, from, end > from && text[end - 1] === '\r' ? end - 1 : end);
        from = end + 1;
      }
      rest = text.slice(from);
      if (rest.length > MAX_LINE) throw noCatalogue();
    },
    end() {
      if (rest.trim() !== '') take(rest, 0, rest.length);
      if (names === null)
        throw new AppError('bad-input', 'The catalogue is empty: download it again.');
      const columns = (sinks ?? []).map((sink) => sink.column());
      if (sinks === null) throw cutOff('ends after its line of names');
      return { columns, rowCount: columns[0]!.values.length };
    },
  };
}

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}
type Words = readonly Word[];

function wordsOf(line: string): Words {
  return [...line.matchAll(/\S+/g)].map(({ 0: text, index }) => ({
    text,
    start: index,
    end: index + text.length,
  }));
}

/** Units end where their names do; text columns and counts have none, or `--`. */
function unitsBelow(names: Words, line: string): (string | null)[] {
  const units = wordsOf(line.replace(/^#/, ' '));
  return names.map(({ end }, index) => {
    const previous = names[index - 1]?.end ?? 0;
    const below = units.find((unit) => unit.end > previous && unit.end <= end);
    return below === undefined ? null : unitOf(below.text);
  });
}

/** Adds a line of a text, from one place to before another. */
function addRow(
  text: string,
  start: number,
  lineEnd: number,
  sinks: readonly ColumnSink[],
  number: number,
): void {
  const last = sinks.length - 1;
  const hasComment = sinks[last]!.name === 'comment';
  const location = (): string => `Line ${number}`;
  let at = start;
  let column = 0;
  for (;;) {
    while (at < lineEnd && text.charCodeAt(at) === SPACE) at += 1;
    if (at >= lineEnd) break;
    if (column === last && hasComment) {
      sinks[last]!.add(text.slice(at, lineEnd).trimEnd(), location);
      return;
    }
    let end = at + 1;
    while (end < lineEnd && text.charCodeAt(end) !== SPACE) end += 1;
    if (column > last) throw otherCount(text.slice(start, lineEnd), sinks, number);
    sinks[column]!.addPart(text, at, end, location);
    column += 1;
    at = end;
  }
  // An empty line at the end of a file is no row.
  if (column === 0) return;
  if (column === last && hasComment) sinks[last]!.add('', location);
  else if (column <= last) throw otherCount(text.slice(start, lineEnd), sinks, number);
}

function otherCount(line: string, sinks: readonly ColumnSink[], number: number): AppError {
  return cutOff(`has ${wordsOf(line).length} of ${sinks.length} columns in line ${number}`);
}

function cutOff(how: string): AppError {
  return new AppError(
    'bad-input',
    `The catalogue ${how}: the file is cut off or damaged. Download it again.`,
  );
}

function noCatalogue(): AppError {
  return new AppError(
    'bad-input',
    'This is no catalogue of selavy: its first line should name the columns (# island_id …).',
  );
}
