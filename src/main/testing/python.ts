import { execFileSync, spawnSync } from 'node:child_process';

/** A Python that has all of these packages, or null where this machine has none. */
export function findPython(...packages: readonly string[]): string | null {
  for (const python of ['python3', '/usr/bin/python3']) {
    const run = spawnSync(python, ['-c', `import ${packages.join(', ')}`]);
    if (run.status === 0) return python;
  }
  return null;
}

/** Runs a script with `input` as JSON on its stdin, and reads what it prints as JSON. */
export function askPython(python: string, script: string, input: unknown): unknown {
  const stdout = execFileSync(python, [script], {
    input: JSON.stringify(input),
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  return JSON.parse(stdout);
}
