import { homedir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { AppError } from '#shared/errors/app-error.ts';

/** Node's replacement for bytes that are not UTF-8, in arguments, variables and file names. */
const REPLACEMENT = '\uFFFD';

/**
 * Refuses a path whose bytes were not UTF-8: Node has replaced them, so the path names another file. Throws AppError
 * `bad-usage`.
 *
 * @param what the option or setting, for the start of the message
 */
export function refuseInexact(what: string, path: string): void {
  if (!path.includes(REPLACEMENT)) return;
  throw new AppError(
    'bad-usage',
    `${what}: "${path}" contains bytes that are not UTF-8, shown as ${REPLACEMENT}. ` +
      'The program would use a different name. Rename that folder or file (convmv helps), or choose another.',
  );
}

/**
 * Resolves a path that a user entered: `~` and `~/…` mean the home folder even if no shell has expanded them
 * (`--output=~/data`, a settings field). Throws AppError `bad-usage` for `~name`, which would become a folder with that
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
    `${what}: "${path}" starts with ~ and a name. Enter the absolute path of that user's folder; ` +
      `for a file or folder with that name, enter "./${path}".`,
  );
}
