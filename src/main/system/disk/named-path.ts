import { homedir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { AppError } from '#shared/errors/app-error.ts';

/** What Node puts in place of bytes that are not UTF-8, in arguments, in variables and in names of files. */
const REPLACEMENT = '\uFFFD';

/**
 * Refuses a path whose bytes were not UTF-8: Node has replaced them, so that it names another file. Throws AppError
 * `bad-usage`.
 *
 * @param what what the path is given for, to begin the sentence with
 */
export function refuseInexact(what: string, path: string): void {
  if (!path.includes(REPLACEMENT)) return;
  throw new AppError(
    'bad-usage',
    `${what}: "${path}" contains bytes that are not UTF-8, shown as ${REPLACEMENT}. ` +
      'The program would use another name in its place. Rename that folder or file (convmv helps), or name another.',
  );
}

/**
 * A path as a user writes it: `~` and `~/…` mean the home folder, also where no shell has expanded them
 * (`--output=~/data`, a settings field). Throws AppError `bad-usage` for `~name`, which would become a folder of that
 * name, and for bytes that are not UTF-8.
 *
 * @param what as for {@link refuseInexact}
 */
export function namedPath(
  what: string,
  path: string,
  home = homedir(),
  platform: string = process.platform,
): string {
  refuseInexact(what, path);
  if (!path.startsWith('~')) return path;
  if (path === '~') return home;
  if (path[1] === '/' || (platform === 'win32' && path[1] === '\\')) {
    return join(home, path.slice(2));
  }
  throw new AppError(
    'bad-usage',
    `${what}: "${path}" begins with ~ and a name. Write the whole path of that user's folder; ` +
      `for a file or folder that is called so, write "./${path}".`,
  );
}
