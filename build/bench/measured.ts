/** One run of a program, seen from outside. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a process cost, its start included. */
export interface Cost {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakBytes: number;
  readonly stdout: string;
}

/** Runs a program to its end under GNU time. Throws with what it wrote where it fails. */
export function measured(command: readonly string[], env: NodeJS.ProcessEnv = {}): Cost {
  const folder = mkdtempSync(join(tmpdir(), 'bench-time-'));
  const file = join(folder, 'time');
  try {
    const run = spawnSync('/usr/bin/time', ['-o', file, '-f', '%e %U %S %M', ...command], {
      encoding: 'utf8',
      env: { ...process.env, ...env },
      maxBuffer: 64 * 1024 * 1024,
    });
    if (run.status !== 0) {
      throw new Error(
        `${command.join(' ')}\n${run.stdout}\n${run.stderr}\n${String(run.error ?? '')}`,
      );
    }
    const [seconds = 0, user = 0, system = 0, kilobytes = 0] = readFileSync(file, 'utf8')
      .trim()
      .split(' ')
      .map(Number);
    return {
      seconds,
      cpuSeconds: user + system,
      peakBytes: kilobytes * 1024,
      stdout: run.stdout,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The middle of some numbers. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** What `command --version` says first; null where it isn't installed. */
export function versionOf(command: string, flag = '--version'): string | null {
  const run = spawnSync(command, [flag], { encoding: 'utf8' });
  if (run.error !== undefined) return null;
  return (run.stdout || run.stderr).split('\n')[0]!.trim();
}
