import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/** Runs a system command; throws its own error message if it fails. */
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

/** Whether files can be made immutable, even for root: on Linux's own file systems. */
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

/** Mounts a separate disk of this size at `folder`. */
export function mountDisk(folder: string, bytes: number): void {
  mkdirSync(folder, { recursive: true });
  system('mount', '-t', 'tmpfs', '-o', `size=${bytes}`, 'none', folder);
}

/** Mounts the same disk, or a file, at another path. */
export function mountAt(from: string, at: string): void {
  system('mount', '--bind', from, at);
}

/** Unmounts a disk even if it has open files, as if it were unplugged. */
export function unmount(folder: string): void {
  system('umount', '-l', folder);
}
