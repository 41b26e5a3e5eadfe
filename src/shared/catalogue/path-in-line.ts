/** The part of a line that is a path, or why none stands out. */
export type PathInLine =
  | { readonly text: string /** Whether the line held more than it. */; readonly isCut: boolean }
  | { readonly refusal: string };

/** Characters of the longest line that is searched. No path of Dropbox is as long, and the patterns stay quick. */
const MAX_CHARACTERS = 4_096;

const SIZE = String.raw`\d[\d.]*(?:\s?[KMGT]?i?B)?`;
const DATE = String.raw`\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|\s?[+-]\d\d:?\d\d)?)?`;

/** `ls -l`: mode, links, owner, group, size, and a date in three words or two. */
const LONG_LIST = new RegExp(
  String.raw`^(?<kind>[-dlbcps])[rwxsStT-]{9}[.+@]?\s+\d+\s+\S+\s+\S+\s+\d[\d.,]*[KMGT]?\s+` +
    String.raw`(?:[A-Z][a-z]{2}\s+\d{1,2}\s+[\d:]{4,5}|${DATE})\s+(?<path>\S.*)$`,
);

/** `rclone ls` and `rclone lsl`: a size, perhaps a date, a path. */
const SIZE_FIRST = new RegExp(String.raw`^${SIZE}\s+(?:${DATE}\s+)?(?<path>\S*\/.*)$`);

/** A date and perhaps a size in front of a path. */
const DATE_FIRST = new RegExp(String.raw`^${DATE}\s+(?:${SIZE}\s+)?(?<path>\S*\/.*)$`);

/** A size or a date, in brackets or not, behind a name with an ending. */
const SIZE_OR_DATE_LAST = new RegExp(
  String.raw`^(?<path>\S*\/.*\.[a-z]\w{0,4})(?:[\s,;]+\(?(?:${SIZE}|${DATE})\)?){1,3}[\s,;]*$`,
  'i',
);

const QUOTED = /^(?<quote>["'])(?<path>.+)\k<quote>[,;]?$/;

/**
 * Finds the path in a line of a list of files: alone, in quotes, with Windows' backslashes, as a cell of a spreadsheet, or
 * beside a size and a date as `ls -l`, `rclone ls` and `rclone lsl` write them.
 *
 * @param line without white space at its ends
 */
export function pathInLine(line: string): PathInLine {
  if (line.length > MAX_CHARACTERS) return { text: line, isCut: false };
  const cell = cellWithPath(line);
  if (cell === null) {
    return {
      refusal: 'several columns are in the line, and none or more than one of them is a path',
    };
  }
  const long = LONG_LIST.exec(cell)?.groups;
  if (long?.['kind'] !== undefined && long['kind'] !== '-') {
    return { refusal: 'it is not a file, says the first column' };
  }
  const found =
    long ??
    SIZE_FIRST.exec(cell)?.groups ??
    DATE_FIRST.exec(cell)?.groups ??
    SIZE_OR_DATE_LAST.exec(cell)?.groups;
  const path = (found?.['path'] ?? cell).trim();
  const bare = QUOTED.exec(path)?.groups?.['path'] ?? path;
  // The survey has no backslash in any name, and Dropbox allows none.
  const text = bare.replaceAll('\\', '/');
  return { text, isCut: text !== line };
}

/** The only cell of a line of a spreadsheet that can be a path; the line itself if it has no columns; or null. */
function cellWithPath(line: string): string | null {
  if (line.includes('\t')) return onlyPath(line.split('\t'));
  const cells = line.split(/[,;]/);
  // A comma may also be part of a name.
  const isTable = cells.length > 1 && cells.every((cell) => isPlain(cell) || cell.includes('/'));
  return isTable && cells.some(isPlain) ? onlyPath(cells) : line;
}

function onlyPath(cells: readonly string[]): string | null {
  const paths = cells.map((cell) => cell.trim()).filter((cell) => /[/\\]/.test(cell));
  return paths.length === 1 ? paths[0]! : null;
}

/** A cell that holds a size, a date, a hash or nothing. */
const PLAIN = new RegExp(String.raw`^\s*["']?(?:${SIZE}|${DATE}|[0-9a-f]{32,64})?["']?\s*$`, 'i');
const isPlain = (cell: string): boolean => PLAIN.test(cell);
