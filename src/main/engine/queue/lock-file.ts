import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  linkSync,
  lstatSync,
  openSync,
  readSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { errnoOf } from '#main/system/disk/disk-error.ts';
import { draftOf } from '#main/system/disk/own-file.ts';

const { O_CREAT, O_EXCL, O_RDONLY, O_WRONLY } = constants;
const SAFELY = (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** Far more than the size of a lock. */
const MAX_BYTES = 4_096;

/** Every user who can read the folder must be able to see whether the lock changes. */
const MODE = 0o644;

/** A lock as it was found at one moment. */
export interface FoundLock {
  readonly content: string;
  /** Changes with every write to the lock. It omits the inode, which some network file systems change each time. */
  readonly mark: string;
}

/**
 * The lock at `file`; null if there is none. Each call opens it, because a network file system then asks its server.
 * A symbolic link, a pipe or a socket is a lock without content. Throws Node's errors.
 */
export function readLock(file: string): FoundLock | null {
  let fd: number;
  try {
    fd = openSync(file, O_RDONLY | SAFELY);
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === 'ENOENT') return null;
    if (errno === 'ELOOP' || errno === 'EMLINK' || errno === 'ENXIO') return noFile(file);
    throw error;
  }
  try {
    const stats = fstatSync(fd, { bigint: true });
    if (stats.isDirectory()) throw Object.assign(new Error(`EISDIR: ${file}`), { code: 'EISDIR' });
    if (!stats.isFile()) return noFile(file);
    const buffer = Buffer.alloc(MAX_BYTES);
    const content = buffer.toString('utf8', 0, readSync(fd, buffer, 0, MAX_BYTES, 0));
    return { content, mark: `${stats.size} ${stats.mtimeNs} ${content}` };
  } finally {
    closeSync(fd);
  }
}

function noFile(file: string): FoundLock | null {
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (found === undefined) return null;
  return { content: '', mark: `no file ${found.mtimeMs}` };
}

/** Creates the lock with its content in one step; false if there is one already. Throws Node's errors. */
export function createLock(file: string, content: string): boolean {
  const draft = draftOf(file);
  try {
    writeNew(draft, content);
    linkSync(draft, file);
    return true;
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === 'EEXIST') return false;
    if (errno !== 'EPERM' && errno !== 'ENOTSUP' && errno !== 'ENOSYS') throw error;
  } finally {
    removeIfThere(draft);
  }
  // Disks without hard links (FAT) need two steps.
  try {
    writeNew(file, content);
    return true;
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function writeNew(file: string, content: string): void {
  const fd = openSync(file, O_WRONLY | O_CREAT | O_EXCL | SAFELY, MODE);
  try {
    writeSync(fd, content);
    // The umask may have removed bits. Some disks do not support modes.
    fchmodSync(fd, MODE);
  } catch (error) {
    if (errnoOf(error) !== 'EPERM' && errnoOf(error) !== 'ENOTSUP') throw error;
  } finally {
    closeSync(fd);
  }
}

/**
 * Removes a dead lock, if it still equals `found`. It is renamed first: if two programs saw the same dead lock, the slower
 * one then does not delete the new lock of the faster one. Throws Node's errors.
 */
export function removeDeadLock(file: string, found: FoundLock): void {
  if (readLock(file)?.mark !== found.mark) return;
  const aside = draftOf(file);
  try {
    renameSync(file, aside);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return;
    throw error;
  }
  if (readLock(aside)?.content !== found.content) putBack(aside, file);
  removeIfThere(aside);
}

/** Restores the same file, so that its holder still recognises it. */
function putBack(aside: string, file: string): void {
  try {
    linkSync(aside, file);
  } catch (error) {
    // If another program has the lock now, the holder of this one notices at its next heartbeat.
    if (errnoOf(error) === 'EEXIST') return;
    renameSync(aside, file);
  }
}

export function removeIfThere(file: string): void {
  try {
    unlinkSync(file);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
  }
}
