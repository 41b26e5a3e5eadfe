import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { errnoOf } from './disk-error.ts';

/**
 * Makes a folder and those above it; one that is there is fine. Node's own recursive mkdir never ends where a folder
 * exists but answers ENOENT to whoever makes one in it (`/proc`, some automounters). Throws Node's errors.
 */
export function makeFolder(folder: string): void {
  if (tryMake(folder)) return;
  const above = dirname(folder);
  if (above !== folder) makeFolder(above);
  if (!tryMake(folder)) mkdirSync(folder);
}

/** False where the folder above is missing. */
function tryMake(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === 'ENOENT') return false;
    // One that is there is an error to mkdir, and on read-only disks not even that error.
    if (errno !== 'ENOTDIR' && isFolder(folder)) return true;
    throw error;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
