import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { errnoOf } from '#main/system/disk/disk-error.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { isUtf16 } from '#shared/format/text-encoding.ts';

/** Larger than any list or table that people pass, so that a FITS image given by mistake is refused at once. */
const LARGEST_BYTES = 512 * 1024 * 1024;

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'you have no permission to read it',
  EISDIR: 'that is a folder',
  ENOTDIR: 'there is no such file',
};

/**
 * The text of a file that was named on the command line.
 *
 * @param flag the flag that named it, for the message
 * @throws AppError `bad-input`
 */
export function readInputFile(flag: string, file: string, cwd: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(resolve(cwd, file));
  } catch (error) {
    const why =
      WHY[errnoOf(error) ?? ''] ?? (error instanceof Error ? error.message : 'unreadable');
    throw new AppError('bad-input', `${flag} ${file}: ${why}.`, { cause: error });
  }
  const start = bytes.subarray(0, 8192);
  if (isUtf16(start.toString('utf8'))) {
    throw new AppError(
      'bad-input',
      `${flag} ${file}: it is UTF-16. Save it as UTF-8 and try again.`,
    );
  }
  if (bytes.length > LARGEST_BYTES || start.includes(0)) {
    throw new AppError('bad-input', `${flag} ${file}: that is not a text file.`);
  }
  return bytes.toString('utf8');
}

/**
 * Reads and parses a file that was named on the command line. Throws AppError `bad-input`, with the file's name and
 * what is wrong in it.
 */
export function readInput<T>(
  flag: string,
  file: string,
  cwd: string,
  parse: (text: string) => T,
): T {
  const text = readInputFile(flag, file, cwd);
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(error.code, `${flag} ${file}: ${error.message}`, { cause: error });
  }
}
