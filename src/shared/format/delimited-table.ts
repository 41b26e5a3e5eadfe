import { AppError } from '#shared/errors/app-error.ts';

export type Delimiter = ',' | ';' | '\t' | '|';

export interface TableRow {
  /** On which it begins, from 1. */
  readonly line: number;
  /** Without the quotes and the spaces around them. */
  readonly cells: readonly string[];
}

export interface DelimitedTable {
  readonly delimiter: Delimiter;
  /** All rows with a word in them, the header among them. */
  readonly rows: readonly TableRow[];
}

/** In the order in which they win where a header has as many of one as of another. */
const DELIMITERS: readonly Delimiter[] = [',', ';', '\t', '|'];

/**
 * Reads a table of values with a delimiter between them: RFC 4180, and what is usual beside it. The delimiter is a
 * comma, a semicolon, a tab or `|`, whichever stands most often outside quotes in the first row. Any line ends, spaces
 * around cells, quotes that hold delimiters or line ends (`""` is a quote in them), and a byte-order mark are read.
 * Blank lines, rows without a word, and lines that begin with `#` are passed over. Time and memory are linear in the
 * length of the text.
 *
 * @param options.delimiter where the caller knows it
 * @throws AppError `bad-input`, with the line, where a quote is not closed or text follows a closing quote
 */
export function readDelimitedTable(
  text: string,
  options: { readonly delimiter?: Delimiter } = {},
): DelimitedTable {
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  const delimiter = options.delimiter ?? delimiterOf(text, start);
  const rows: TableRow[] = [];
  let line = 1;
  let at = start;
  while (at < text.length) {
    const row = line;
    const cells: string[] = [];
    for (;;) {
      const cell = readCell(text, at, delimiter, line);
      line += cell.breaks;
      at = cell.end;
      if (cells.length > 0 || !isComment(text, cell.from)) cells.push(cell.value);
      else {
        at = lineEnd(text, cell.from);
        break;
      }
      if (text[at] !== delimiter) break;
      at += 1;
    }
    if (at < text.length) {
      at += text.startsWith('\r\n', at) ? 2 : 1;
      line += 1;
    }
    if (cells.some((cell) => cell !== '')) rows.push({ line: row, cells });
  }
  return { delimiter, rows };
}

interface Cell {
  /** Where it begins, behind the spaces in front of it. */
  readonly from: number;
  readonly value: string;
  /** Of the delimiter or the line end behind it. */
  readonly end: number;
  /** Line ends in it. */
  readonly breaks: number;
}

function readCell(text: string, start: number, delimiter: Delimiter, line: number): Cell {
  const from = skipSpaces(text, start, delimiter);
  if (text[from] !== '"') {
    const end = cellEnd(text, from, delimiter);
    return { from, value: text.slice(from, end).trim(), end, breaks: 0 };
  }
  const closing = closingQuote(text, from);
  if (closing === -1) {
    throw new AppError('bad-input', `Line ${line} has a quote (") that is not closed.`);
  }
  const end = skipSpaces(text, closing + 1, delimiter);
  const inside = text.slice(from + 1, closing);
  const breaks = inside.match(/\r\n|\n|\r/g)?.length ?? 0;
  if (end < text.length && text[end] !== delimiter && !isBreak(text[end])) {
    throw new AppError(
      'bad-input',
      `Line ${line + breaks} has text behind a closing quote ("). Write a quote in a quoted cell twice.`,
    );
  }
  return { from, value: inside.replaceAll('""', '"').trim(), end, breaks };
}

/** The quote that closes the one at `open`; -1 where none does. */
function closingQuote(text: string, open: number): number {
  let at = text.indexOf('"', open + 1);
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

function cellEnd(text: string, from: number, delimiter: Delimiter): number {
  let at = from;
  while (at < text.length && text[at] !== delimiter && !isBreak(text[at])) at += 1;
  return at;
}

function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isBreak(text[at])) at += 1;
  return at;
}

function skipSpaces(text: string, from: number, delimiter: Delimiter): number {
  let at = from;
  while (isSpace(text[at]) && text[at] !== delimiter) at += 1;
  return at;
}

function isComment(text: string, at: number): boolean {
  return text[at] === '#';
}

function isDelimiter(letter: string): letter is Delimiter {
  return (DELIMITERS as readonly string[]).includes(letter);
}

function isBreak(letter: string | undefined): boolean {
  return letter === '\n' || letter === '\r';
}

function isSpace(letter: string | undefined): boolean {
  return letter !== undefined && !isBreak(letter) && letter.trim() === '';
}

/** Of the first row that is no comment; a comma where it has no delimiter. */
function delimiterOf(text: string, start: number): Delimiter {
  const counts = new Map<Delimiter, number>();
  const countOf = (delimiter: Delimiter): number => counts.get(delimiter) ?? 0;
  let isQuoted = false;
  let hasWord = false;
  for (let at = start; at < text.length; at += 1) {
    const letter = text[at]!;
    if (!hasWord && letter === '#') at = lineEnd(text, at);
    else if (letter === '"') isQuoted = !isQuoted;
    else if (!isQuoted && isBreak(letter)) {
      if (hasWord) break;
      if (counts.size > 0) counts.clear();
    } else if (!isQuoted && isDelimiter(letter)) {
      counts.set(letter, countOf(letter) + 1);
    } else if (letter.trim() !== '') hasWord = true;
  }
  return DELIMITERS.reduce((best, next) => (countOf(next) > countOf(best) ? next : best));
}
