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

/** Far more than a lock holds. */
const MAX_BYTES = 4_096;

/** Everybody who may look into the folder has to see whether the lock changes. */
const MODE = 0o644;

/** A lock as it was found at one moment. */
export interface FoundLock {
  readonly content: string;
  /** Another text whenever the lock was written to. Some network file systems give a file another inode each time. */
  readonly mark: string;
}

/**
 * The lock at `file`; null where none is there. Opened each time, because a network file system looks at its server then.
 * A link, a pipe or a socket is a lock without content. Throws Node's errors.
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

/** Makes the lock appear with its content in one step; false if one is there. Throws Node's errors. */
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
  // Disks without hard links (FAT) get the lock in two steps.
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
    // Whatever the umask takes away. Some disks keep no modes.
    fchmodSync(fd, MODE);
  } catch (error) {
    if (errnoOf(error) !== 'EPERM' && errnoOf(error) !== 'ENOTSUP') throw error;
  } finally {
    closeSync(fd);
  }
}

/**
 * Takes a dead lock out of the way, if it is still as it was `found`. It is moved first: of two programs that saw the same
 * dead lock, the slower one then does not delete the new lock of the faster one. Throws Node's errors.
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

/** As the same file, so that its holder still knows it. */
function putBack(aside: string, file: string): void {
  try {
    linkSync(aside, file);
  } catch (error) {
    // Where another has the lock by now, the holder of this one finds out with its next heartbeat.
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
