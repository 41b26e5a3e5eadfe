import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { release } from 'node:os';
import process from 'node:process';
import type { Bench } from './figure.ts';

/** What the machine is, in a line, without what only its host calls so (as in a kernel's build). */
export function machine({ work }: Bench): string {
  const cpu = /model name\s*:\s*(.*)/.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1] ?? 'CPU';
  const cores = /siblings\s*:\s*(\d+)/.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1] ?? '?';
  const disk = execFileSync('stat', ['-f', '-c', '%T', work], { encoding: 'utf8' }).trim();
  return `${cpu}, ${cores} cores; ${disk}; Linux ${/^\d+\.\d+/.exec(release())?.[0]}; Node ${process.versions.node}`;
}
