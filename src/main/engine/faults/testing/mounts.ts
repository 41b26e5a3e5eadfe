import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/** Runs a tool of the system; throws with its own words where it fails. */
export function system(...words: readonly string[]): void {
  const [tool = '', ...rest] = words;
  const { status, stderr, error } = spawnSync(tool, rest, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${words.join(' ')}: ${error?.message ?? stderr}`);
}

/** Whether this process may mount disks: as root on Linux, outside of most containers. */
export const canMount = tryHere((folder) => {
  system('mount', '-t', 'tmpfs', '-o', 'size=1m', 'none', folder);
  system('umount', folder);
});

/** Whether files can be made that nobody may touch, not even root: on the file systems of Linux's own. */
export const canFreeze = tryHere((folder) => {
  const file = join(folder, 'frozen');
  writeFileSync(file, '');
  system('chattr', '+i', file);
  system('chattr', '-i', file);
});

function tryHere(attempt: (folder: string) => void): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const folder = mkdtempSync(join(tmpdir(), 'faults-can-'));
  try {
    attempt(folder);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A disk of its own with so many bytes, at `folder`. */
export function mountDisk(folder: string, bytes: number): void {
  mkdirSync(folder, { recursive: true });
  system('mount', '-t', 'tmpfs', '-o', `size=${bytes}`, 'none', folder);
}

/** The same disk once more, or a file, in another place. */
export function mountAt(from: string, at: string): void {
  system('mount', '--bind', from, at);
}

/** Takes a disk out even where files of it are open, as a pulled plug does. */
export function unmount(folder: string): void {
  system('umount', '-l', folder);
}
