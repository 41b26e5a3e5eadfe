import { spawnSync } from 'node:child_process';
import process from 'node:process';

/**
 * Runs a program with its output on stderr and waits for it.
 *
 * @returns its exit status; null if it could not start or a signal ended it
 */
export function runProgram(cwd, command, args, extraEnv = {}) {
  const { status } = spawnSync(command, args, {
    cwd,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, ...extraEnv },
    shell: process.platform === 'win32',
  });
  return status;
}
