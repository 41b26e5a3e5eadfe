/** A server of the bench as a process of its own, so that nothing of it is measured along. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface Spawned {
  /** What it printed first. */
  readonly line: string;
  readonly child: ChildProcess;
  stop(): Promise<void>;
}

/** Starts a script of this folder and waits for its first line. */
export async function spawnServer(script: string, args: readonly string[]): Promise<Spawned> {
  const file = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const [line] = (await once(lines, 'line')) as [string];
  return {
    line,
    child,
    async stop() {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}
