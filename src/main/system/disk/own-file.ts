import { randomBytes } from 'node:crypto';
import { closeSync, constants, fstatSync, lstatSync, openSync, unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '#shared/errors/app-error.ts';
import { errnoOf } from './disk-error.ts';

/**
 * Files under names that this program makes up. Others may write to a shared output folder, and know these names in
 * advance: a link that stands there must never lead a write to another file.
 */

const { O_CREAT, O_EXCL, O_RDWR } = constants;
/** Windows has neither; there the check after opening has to do, and making a link takes a privilege. */
const SAFELY = (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
/** For reading and writing, without following a link. */
export const OPEN_OWN_FLAGS = O_RDWR | SAFELY;

/** Which file a name stood for. */
export interface FileIdentity {
  readonly dev: bigint;
  readonly ino: bigint;
}

/**
 * Opens a regular file for reading and writing, and creates it where it is missing. What else has the name (a link, a
 * second name of another file, a pipe) is removed first; what a link leads to stays as it is. Throws Node's errors.
 */
export function openOwn(file: string): number {
  return openExisting(file) ?? createOwn(file);
}

/** The same with a file that is new in any case: one that is there is removed. Throws Node's errors. */
export function createOwn(file: string): number {
  for (let tries = 1; ; tries += 1) {
    try {
      return openSync(file, OPEN_OWN_FLAGS | O_CREAT | O_EXCL, 0o666);
    } catch (error) {
      if (errnoOf(error) !== 'EEXIST' || tries === 3) throw error;
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

/** Folders stay, and are an error. */
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

/** Which file an open one is. Throws Node's errors. */
export function identityOf(fd: number): FileIdentity {
  const { dev, ino } = fstatSync(fd, { bigint: true });
  return { dev, ino };
}

function isStill(file: string, { dev, ino }: FileIdentity): boolean {
  const found = lstatSync(file, { bigint: true, throwIfNoEntry: false });
  return found?.isFile() === true && found.dev === dev && found.ino === ino;
}

/**
 * Makes sure, before a rename, that a name still stands for the file that was written under it. Throws AppError
 * `disk-error` where somebody put another in its place, and Node's errors.
 */
export function checkIdentity(file: string, identity: FileIdentity): void {
  if (isStill(file, identity)) return;
  throw new AppError(
    'disk-error',
    `${file}: another program replaced this unfinished file, so it did not get its final name. ` +
      'See who else writes to that folder, then fetch the file again.',
  );
}

/** A name for a draft in the folder of `file`, which nobody can know in advance. */
export function draftOf(file: string): string {
  return join(dirname(file), `.vast-pilot-${randomBytes(8).toString('hex')}.draft`);
}
