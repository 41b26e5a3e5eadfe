import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/**
 * What a user starts as `vast-pilot`. It runs the build while that is up to date, or else the sources, which takes up to
 * half a second longer.
 */
export const COMMAND_FILE = fileURLToPath(
  new URL('../../../build/vast-pilot.mjs', import.meta.url),
);

/** What a run of the command left. */
export interface CommandResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningCommand {
  readonly process: ChildProcess;
  /** Resolves as soon as stderr holds `text`; rejects if the command ends without. */
  said(text: string): Promise<void>;
  readonly result: Promise<CommandResult>;
}

export interface CommandSetting {
  /** The folder that it is called from. */
  readonly cwd: string;
  readonly home: string;
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * The environment of a command that a test starts: nothing of the caller's but the program path and the cache of
 * compiled modules.
 */
export function commandEnv(home: string): NodeJS.ProcessEnv {
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  return { PATH, NODE_COMPILE_CACHE, HOME: home, VAST_PILOT_HOME: home };
}

/** Starts `vast-pilot` as a process of its own. */
export function startCommand(setting: CommandSetting, ...words: readonly string[]): RunningCommand {
  const { cwd, home, env = {} } = setting;
  const child = spawn(process.execPath, [COMMAND_FILE, ...words], {
    cwd,
    env: { ...commandEnv(home), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const result = once(child, 'close').then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as NodeJS.Signals | null,
    stdout,
    stderr,
  }));
  return {
    process: child,
    said: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (stderr.includes(text)) resolve();
        };
        look();
        child.stderr.on('data', look);
        child.once('close', () =>
          reject(new Error(`never said ${JSON.stringify(text)}:\n${stderr}`)),
        );
      }),
    result,
  };
}

/** Runs `vast-pilot` to its end. */
export async function runCommand(
  setting: CommandSetting,
  ...words: readonly string[]
): Promise<CommandResult> {
  return await startCommand(setting, ...words).result;
}
