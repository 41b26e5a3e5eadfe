import { accessSync, constants, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { errnoOf, mapDiskError } from '#main/system/disk/disk-error.ts';
import { makeFolder } from '#main/system/disk/make-folder.ts';
import { AppError, type ErrorCode } from '#shared/errors/app-error.ts';
import type { Context } from './context.ts';

/** Codes that mean a wrong path, not a disk in trouble. */
const WRONG_PATH: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'name-refused',
  'no-permission',
  'disk-read-only',
]);

/** The same for errors that have no code of their own. */
const WRONG_PATH_ERRNOS: ReadonlySet<string | null> = new Set(['ENOENT', 'EINVAL']);

/**
 * Makes the output folder if it is missing, and returns it. A folder that can't be written to is refused before any
 * call to Dropbox. Throws AppError, `bad-usage` if the name is the cause.
 *
 * @param flag what names the folder on the command line
 */
export function makeOutputFolder({ options, cwd }: Context, flag = '--output'): string {
  const folder = resolve(cwd, options.output);
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw wrongPath(flag, options.output, error);
  }
  return folder;
}

/**
 * The existing output folder, for a verification. A missing folder is a typo or a missing disk: its files are not
 * reported as missing, and never downloaded again. Throws AppError `bad-usage`.
 *
 * @param isRepaired whether files will be written there
 */
export function existingOutputFolder({ options, cwd }: Context, isRepaired: boolean): string {
  const folder = resolve(cwd, options.output);
  try {
    const found = statSync(folder, { throwIfNoEntry: false });
    if (found?.isDirectory() !== true) {
      const why = found === undefined ? 'there is no such folder' : 'that is a file, not a folder';
      throw new AppError(
        'bad-usage',
        `--output ${options.output}: ${why}. Name the folder that the files were downloaded to` +
          `${found === undefined ? ', and check that its disk is connected' : ''}.`,
      );
    }
    accessSync(folder, constants.R_OK | constants.X_OK | (isRepaired ? constants.W_OK : 0));
  } catch (error) {
    throw wrongPath('--output', options.output, error);
  }
  return folder;
}

/** Checks that a file can be written before hours of work for it begin. Throws AppError `bad-usage`. */
export function checkWritable(flag: string, name: string, cwd: string): void {
  const file = resolve(cwd, name);
  try {
    if (statSync(file, { throwIfNoEntry: false })?.isDirectory() === true) {
      throw new AppError('bad-usage', `${flag} ${name}: that is a folder. Name a file.`);
    }
    makeFolder(dirname(file));
    accessSync(dirname(file), constants.W_OK | constants.X_OK);
  } catch (error) {
    throw wrongPath(flag, name, error);
  }
}

/** An error of the disk, as wrong usage if the given name is the reason. */
export function wrongPath(flag: string, name: string, error: unknown): AppError {
  const known = mapDiskError(error, `${flag} ${name}`);
  if (!WRONG_PATH.has(known.code) && !WRONG_PATH_ERRNOS.has(errnoOf(error))) return known;
  return new AppError('bad-usage', known.message, { cause: error });
}
