import { AppError } from '#shared/errors/app-error.ts';
import { readPathLines, warnOfPathLines } from './path-lines.ts';

export interface FilesList {
  /** In the order of the list, each once. */
  readonly paths: readonly string[];
  readonly warnings: readonly string[];
}

/**
 * A user's list of files to fetch: a path on each line.
 *
 * @throws AppError `bad-input` if a line is no path, or if there is none at all.
 */
export function parseFilesList(text: string): FilesList {
  const lines = readPathLines(text, true);
  const { paths, refused } = lines;
  const [first] = refused;
  if (first !== undefined) {
    throw new AppError(
      'bad-input',
      `Line ${first.line} of the list of files is not a file's path: ${first.refusal}. ` +
        'Write one path on each line, such as /EPOCH01/VAST_epoch1.csv.',
    );
  }
  if (paths.length === 0) throw new AppError('bad-input', 'The list of files names no file.');
  return { paths, warnings: warnOfPathLines(lines) };
}
