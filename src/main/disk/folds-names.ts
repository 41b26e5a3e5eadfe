import { rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

/**
 * Whether the disk of a folder takes names that differ in case for the same, as those of macOS and Windows usually
 * do. Found out by trying. Throws Node's file-system errors.
 */
export function foldsNames(folder: string): boolean {
  const probe = `.vast-pilot-case-${process.pid}`;
  writeFileSync(join(folder, probe), '');
  try {
    return statSync(join(folder, probe.toUpperCase()), { throwIfNoEntry: false }) !== undefined;
  } finally {
    rmSync(join(folder, probe), { force: true });
  }
}
