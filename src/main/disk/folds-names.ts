import { rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

/**
 * Whether the disk of a folder takes names for the same that differ in case, or in the way in which accents are
 * written, as those of macOS and Windows usually do. Found out by trying. Throws Node's file-system errors.
 */
export function foldsNames(folder: string): boolean {
  const probe = `.vast-pilot-case-\u00e9-${process.pid}`;
  writeFileSync(join(folder, probe), '');
  try {
    const others = [probe.toUpperCase(), probe.normalize('NFD')];
    return others.some((name) => statSync(join(folder, name), { throwIfNoEntry: false }));
  } finally {
    rmSync(join(folder, probe), { force: true });
  }
}
