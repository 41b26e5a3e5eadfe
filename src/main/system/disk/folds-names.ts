import { closeSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { createOwn } from './own-file.ts';

/**
 * Whether the disk of a folder takes names for the same that differ in case, or in the way in which accents are
 * written, as those of macOS and Windows usually do. Found out by trying. Throws Node's file-system errors.
 */
export function foldsNames(folder: string): boolean {
  const probe = `.vast-pilot-case-${process.pid}`;
  return finds(folder, probe, probe.toUpperCase()) || foldsAccents(folder);
}

/** A disk that cannot have accents at all has none to fold. */
function foldsAccents(folder: string): boolean {
  const probe = `.vast-pilot-accent-\u00e9-${process.pid}`;
  try {
    return finds(folder, probe, probe.normalize('NFD'));
  } catch {
    return false;
  }
}

/** Whether a file called `name` is found as `other`, too. */
function finds(folder: string, name: string, other: string): boolean {
  // Not by a link that waits there: the name can be known in advance.
  closeSync(createOwn(join(folder, name)));
  try {
    return statSync(join(folder, other), { throwIfNoEntry: false }) !== undefined;
  } finally {
    rmSync(join(folder, name), { force: true });
  }
}
