import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs';
import { dirname, join, parse } from 'node:path';
import process from 'node:process';
import { AppError } from '#shared/errors/app-error.ts';
import { formatBytes } from '#shared/format/quantities.ts';
import { errnoOf } from './disk-error.ts';

/** SQLite's primary result codes for errors of the disk. */
const SQLITE_READONLY = 8;
const SQLITE_IOERR = 10;
const SQLITE_FULL = 13;
const SQLITE_CANTOPEN = 14;

const BY_SQLITE: Readonly<Record<number, string>> = {
  [SQLITE_READONLY]: 'EACCES',
  [SQLITE_IOERR]: 'EIO',
  [SQLITE_FULL]: 'ENOSPC',
  [SQLITE_CANTOPEN]: 'EACCES',
};

/** Whether SQLite threw this error or its cause: a database is in trouble, not a downloaded file. */
export function isOfStore(error: unknown): boolean {
  return isSqliteError(error) || (error instanceof Error && isSqliteError(error.cause));
}

function isSqliteError(error: unknown): error is Error & { readonly errcode: number } {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number';
}

/**
 * An error of the disk of the state folder, with a message that names the folder, its disk and `VAST_PILOT_HOME`.
 * An AppError passes through.
 *
 * @param error from Node's file system or from SQLite
 * @param home the state folder
 * @returns AppError `disk-read-only` if the folder is not writable, `disk-error` if it is full, `disk-failing` for the
 * disk's other errors; null for errors that are not the disk's
 */
export function stateError(error: unknown, home: string): AppError | null {
  if (error instanceof AppError) {
    // Another module may have wrapped SQLite's error.
    return isSqliteError(error.cause) ? (stateError(error.cause, home) ?? error) : error;
  }
  const errno = isSqliteError(error) ? refusalBehind(error.errcode, home) : errnoOf(error);
  if (errno === null) return null;
  const disk = diskOf(home);
  const elsewhere = 'set VAST_PILOT_HOME to a folder on another disk';
  const cause = { cause: error };
  switch (errno) {
    case 'ENOSPC':
      return new AppError(
        'disk-error',
        `The state folder ${home} is full: its disk (${disk}) has no space left. ` +
          `Downloaded files are safe. Free some space there, or ${elsewhere}.`,
        cause,
      );
    case 'EDQUOT':
      return new AppError(
        'disk-error',
        `The state folder ${home} is full: your quota on its disk (${disk}) is used up. ` +
          `Downloaded files are safe. Free some space there, or ${elsewhere}.`,
        cause,
      );
    default: {
      const why = UNWRITABLE[errno];
      if (why !== undefined) {
        return new AppError(
          'disk-read-only',
          `The state folder ${home} can't be written: ${why} (${disk}). ` +
            'Make it writable, or set VAST_PILOT_HOME to a folder that is.',
          cause,
        );
      }
      return new AppError(
        'disk-failing',
        `The state folder ${home} can't be used: its disk (${disk}) answered ${errno}. ` +
          `Downloaded files are safe. Check that disk, or ${elsewhere}.`,
        cause,
      );
    }
  }
}

const NO_FOLDER = 'the folder does not exist and cannot be created';
const FILE_IN_PLACE = 'a file has the name of a folder that is needed';

const UNWRITABLE: Readonly<Record<string, string>> = {
  EROFS: 'its disk is read-only',
  EACCES: 'you have no permission to write there',
  EPERM: 'the system does not allow it',
  ENOENT: NO_FOLDER,
  ENOTDIR: FILE_IN_PLACE,
  EEXIST: FILE_IN_PLACE,
  EISDIR: 'a folder has the name of a file that is needed',
  ELOOP: 'its links form a loop',
  ENAMETOOLONG: 'its name is too long for that disk',
  EINVAL: 'that disk does not accept its name',
};

/** The disk's error code, preferably that of a small probe file; null for SQLite's other errors. */
function refusalBehind(errcode: number, home: string): string | null {
  const known = BY_SQLITE[errcode & 0xff];
  if (known === undefined) return null;
  return refusalOf(home) ?? known;
}

/** Writes a probe file: neither quotas nor network disks can be queried in advance. */
function refusalOf(folder: string): string | null {
  let made: string | null = null;
  try {
    made = mkdtempSync(join(folder, '.vast-pilot-'));
    const descriptor = openSync(join(made, 'probe'), 'wx');
    try {
      writeSync(descriptor, Buffer.alloc(64 * 1024));
    } finally {
      closeSync(descriptor);
    }
    return null;
  } catch (error) {
    return errnoOf(error);
  } finally {
    if (made !== null) rmSync(made, { recursive: true, force: true });
  }
}

/** Describes a disk to the user: `mounted at /home, 12 kB free`. */
function diskOf(folder: string): string {
  const place = process.platform === 'win32' ? parse(folder).root : `mounted at ${mountOf(folder)}`;
  for (let at = folder; ; at = dirname(at)) {
    try {
      const { bavail, bsize } = statfsSync(at);
      return `${place}, ${formatBytes(bavail * bsize)} free`;
    } catch {
      if (dirname(at) === at) return place;
    }
  }
}

/** The highest parent folder on the same disk. */
function mountOf(folder: string): string {
  const deviceOf = (path: string): number | null => {
    try {
      return statSync(path).dev;
    } catch {
      return null;
    }
  };
  let at = folder;
  while (deviceOf(at) === null && dirname(at) !== at) at = dirname(at);
  const device = deviceOf(at);
  while (dirname(at) !== at && deviceOf(dirname(at)) === device) at = dirname(at);
  return at;
}

/** Runs `work` on files of the state folder, and throws its disk's errors as AppError; see {@link stateError}. */
export function inStateFolder<Result>(home: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw stateError(error, home) ?? error;
  }
}

/**
 * As {@link stateError} for a starting program: a folder that is not writable is a setting to change, and thus AppError
 * `bad-usage`. Errors that are not the disk's stay unchanged.
 */
export function unusableState(error: unknown, home: string): unknown {
  const known = stateError(error, home);
  if (known?.code !== 'disk-read-only') return known ?? error;
  return new AppError('bad-usage', known.message, { cause: error });
}
