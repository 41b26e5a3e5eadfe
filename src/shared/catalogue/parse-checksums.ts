import { AppError } from '#shared/errors/app-error.ts';
import { readDelimitedTable } from '#shared/format/delimited-table.ts';
import { refuseUtf16 } from '#shared/format/text-encoding.ts';
import type { Checksum } from './checksum.ts';
import { readInputPath } from './input-path.ts';

export interface ChecksumList {
  /** By path, with a `/` at its start. */
  readonly checksums: ReadonlyMap<string, Checksum>;
  readonly warnings: readonly string[];
}

/** A path with its digits, as they stand in the text. */
interface Entry {
  readonly line: number;
  readonly path: string;
  readonly digits: string;
}

/** `<digits>  path`, `<digits> *path`, and with a `\` in front where the path is escaped. */
const SUM_LINE = /^(\\?)([0-9a-f]{16,})[ \t]+\*?(.+)$/is;

const PATH_COLUMNS: ReadonlySet<string> = new Set(['path', 'file', 'filename', 'file_path']);

/** Not `content_hash`: that has as many digits as SHA-256, and is another thing. */
const DIGITS_COLUMNS: ReadonlySet<string> = new Set(['md5', 'sha256', 'checksum']);

/**
 * A list of checksums: as `md5sum` and `sha256sum` write it, or a table of comma-separated values with the columns
 * `path` and `md5` (or `sha256`, or `checksum`), in this order where there is no header. The number of digits tells
 * the algorithm. A file that has both is checked by SHA-256.
 *
 * @throws AppError `bad-input` where a line is neither, or where two lines contradict each other.
 */
export function parseChecksums(text: string): ChecksumList {
  refuseUtf16(text);
  const firstLine = text.split(/\r\n|\n|\r/).find((line) => !isPassedOver(line));
  if (firstLine === undefined) throw new AppError('bad-input', 'The list of checksums is empty.');
  const entries = SUM_LINE.test(firstLine.trim()) ? entriesOfSums(text) : entriesOfTable(text);
  const checksums = new Map<string, Checksum>();
  for (const entry of entries) {
    const path = pathOf(entry);
    const checksum = checksumOf(entry);
    const known = checksums.get(path);
    if (known?.algorithm === checksum.algorithm && known.hex !== checksum.hex) {
      throw refuse(entry.line, `${path} has another checksum further up`);
    }
    if (known?.algorithm !== 'sha256') checksums.set(path, checksum);
  }
  return { checksums, warnings: [] };
}

function isPassedOver(line: string): boolean {
  return line.trim() === '' || line.trimStart().startsWith('#');
}

function entriesOfSums(text: string): readonly Entry[] {
  const entries: Entry[] = [];
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    if (isPassedOver(line)) continue;
    const match = SUM_LINE.exec(line.trim());
    if (match === null) throw refuse(index + 1, 'it is not a checksum and a path');
    const [, escaped, digits = '', path = ''] = match;
    entries.push({ line: index + 1, digits, path: escaped === '' ? path : unescaped(path) });
  }
  return entries;
}

function unescaped(path: string): string {
  return path.replace(/\\([\\nr])/g, (_, letter: string) => {
    if (letter === '\\') return '\\';
    return letter === 'n' ? '\n' : '\r';
  });
}

function entriesOfTable(text: string): readonly Entry[] {
  const { rows } = readDelimitedTable(text);
  const [first] = rows;
  const header = first?.cells.map((cell) => cell.toLowerCase()) ?? [];
  const hasHeader = !header.some(isDigits);
  const pathColumn = hasHeader ? header.findIndex((cell) => PATH_COLUMNS.has(cell)) : 0;
  const digitsColumn = hasHeader ? header.findIndex((cell) => DIGITS_COLUMNS.has(cell)) : 1;
  if (first !== undefined && (pathColumn === -1 || digitsColumn === -1)) {
    throw refuse(
      first.line,
      'it is neither a checksum and a path, as md5sum writes them, nor does it name columns "path" and "md5" or "sha256"',
    );
  }
  return rows.slice(hasHeader ? 1 : 0).map(({ line, cells }) => ({
    line,
    path: cells[pathColumn] ?? '',
    digits: cells[digitsColumn] ?? '',
  }));
}

function isDigits(text: string): boolean {
  return /^[0-9a-f]{16,}$/i.test(text);
}

function pathOf({ line, path }: Entry): string {
  const read = readInputPath(path);
  if ('refusal' in read) throw refuse(line, `its path cannot be right: ${read.refusal}`);
  return read.path;
}

function checksumOf({ line, digits }: Entry): Checksum {
  const hex = digits.toLowerCase();
  if (!isDigits(hex)) throw refuse(line, `"${digits}" is not a checksum`);
  if (hex.length === 32) return { algorithm: 'md5', hex };
  if (hex.length === 64) return { algorithm: 'sha256', hex };
  throw refuse(line, `a checksum of ${hex.length} digits is neither MD5 (32) nor SHA-256 (64)`);
}

function refuse(line: number, why: string): AppError {
  return new AppError('bad-input', `Line ${line} of the list of checksums: ${why}.`);
}
