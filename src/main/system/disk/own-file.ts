import { randomBytes } from 'node:crypto';
import { closeSync, constants, fstatSync, lstatSync, openSync, unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '#shared/errors/app-error.ts';
import { errnoOf } from './disk-error.ts';

/**
 * Files under names that this program chooses. Others may write to a shared output folder and can predict these names: a
 * planted link must never lead a write to another file.
 */

const { O_CREAT, O_EXCL, O_RDWR } = constants;
/** Windows has neither flag; there the check after opening must suffice, and creating a link needs a privilege. */
const SAFELY = (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
/** For reading and writing, without following a link. */
export const OPEN_OWN_FLAGS = O_RDWR | SAFELY;

/** Identifies a file independently of its name. */
export interface FileIdentity {
  readonly dev: bigint;
  readonly ino: bigint;
}

/**
 * Opens a regular file for reading and writing, and creates it if it is missing. Removes anything else with that name
 * first (a symbolic link, a hard link of another file, a pipe); a link's target stays unchanged. Throws Node's errors.
 */
export function openOwn(file: string): number {
  return openExisting(file) ?? createOwn(file);
}

/** As {@link openOwn}, but the file is always new: an existing one is removed. Throws Node's errors. */
export function createOwn(file: string): number {
  for (let attempts = 1; ; attempts += 1) {
    try {
      return openSync(file, OPEN_OWN_FLAGS | O_CREAT | O_EXCL, 0o666);
    } catch (error) {
      if (errnoOf(error) !== 'EEXIST' || attempts === 3) throw error;
      removeAny(file);
    }
  }
}

function openExisting(file: string): number | null {
  let fd: number;
  try {
    fd = openSync(file, OPEN_OWN_FLAGS);
  } catch (error) {
    const errno = errnoOf(error);
    // ENXIO: a socket, or a pipe.
    if (errno === 'ENOENT' || errno === 'ELOOP' || errno === 'ENXIO' || errno === 'EMLINK') {
      return null;
    }
    throw error;
  }
  try {
    const opened = fstatSync(fd, { bigint: true });
    const isOnlyName = opened.isFile() && opened.nlink <= 1n;
    if (isOnlyName && isStill(file, opened)) return fd;
  } catch (error) {
    closeSync(fd);
    throw error;
  }
  closeSync(fd);
  return null;
}

/** Throws for a folder. */
function removeAny(file: string): void {
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (found.isDirectory()) {
    throw Object.assign(new Error(`EISDIR: ${file}`), { code: 'EISDIR' });
  }
  try {
    unlinkSync(file);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
  }
}

/** Identifies an open file. Throws Node's errors. */
export function identityOf(fd: number): FileIdentity {
  const { dev, ino } = fstatSync(fd, { bigint: true });
  return { dev, ino };
}

function isStill(file: string, { dev, ino }: FileIdentity): boolean {
  const found = lstatSync(file, { bigint: true, throwIfNoEntry: false });
  return found?.isFile() === true && found.dev === dev && found.ino === ino;
}

/**
 * Checks before a rename that a name still refers to the file written under it. Throws AppError `disk-error` if another
 * program has replaced it, and Node's errors.
 */
export function checkIdentity(file: string, identity: FileIdentity): void {
  if (isStill(file, identity)) return;
  throw new AppError(
    'disk-error',
    `${file}: another program replaced this unfinished file, so it did not get its final name. ` +
      'Find out who else writes to that folder, then download the file again.',
  );
}

/** An unpredictable name for a draft in the folder of `file`. */
export function draftOf(file: string): string {
  return join(dirname(file), `.vast-pilot-${randomBytes(8).toString('hex')}.draft`);
}
