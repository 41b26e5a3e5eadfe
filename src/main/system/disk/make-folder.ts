import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { errnoOf } from './disk-error.ts';

/**
 * Creates a folder and its parents; an existing folder is fine. Node's own recursive mkdir loops forever if a parent
 * exists but answers ENOENT to mkdir (`/proc`, some automounters). Throws Node's errors.
 */
export function makeFolder(folder: string): void {
  if (tryMake(folder)) return;
  const above = dirname(folder);
  if (above !== folder) makeFolder(above);
  if (!tryMake(folder)) mkdirSync(folder);
}

/** False if the parent folder is missing. */
function tryMake(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === 'ENOENT') return false;
    // For an existing folder mkdir fails with EEXIST, or on read-only disks with another error.
    if (errno !== 'ENOTDIR' && isFolder(folder)) return true;
    throw error;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
