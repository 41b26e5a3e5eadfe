import { closeSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { createOwn } from './own-file.ts';

/**
 * Whether the disk of a folder treats names that differ only in case or in accent encoding as equal, as disks of macOS
 * and Windows usually do. Tests it with a probe file. Throws Node's file-system errors.
 */
export function foldsNames(folder: string): boolean {
  const probe = `.vast-pilot-case-${process.pid}`;
  return finds(folder, probe, probe.toUpperCase()) || foldsAccents(folder);
}

/** A disk that supports no accents cannot fold them. */
function foldsAccents(folder: string): boolean {
  const probe = `.vast-pilot-accent-\u00e9-${process.pid}`;
  try {
    return finds(folder, probe, probe.normalize('NFD'));
  } catch {
    return false;
  }
}

/** Whether a file named `name` is also found as `other`. */
function finds(folder: string, name: string, other: string): boolean {
  // Never through an existing link: others can predict this name.
  closeSync(createOwn(join(folder, name)));
  try {
    return statSync(join(folder, other), { throwIfNoEntry: false }) !== undefined;
  } finally {
    rmSync(join(folder, name), { force: true });
  }
}
