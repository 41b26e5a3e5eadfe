import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COMMAND_FILE, commandEnv } from '#main/testing/run-command.ts';

/** The command as a process whose stdout or stderr can't be written. Linux has a file for that: /dev/full. */

const DEMO = '--demo --only-epochs 1 --stokes I --skip-all-images --output out'.split(' ');
const hasFull = existsSync('/dev/full');

/** A whole download as a process, on a busy machine. */
const A_WHILE_MS = 120_000;

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'streams-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

interface Ended {
  readonly code: number | null;
  /** What came on the stream that can be read. */
  readonly said: string;
}

/** Runs the command with /dev/full in place of a stream; `both` leaves it none to say anything on. */
async function runOnto(full: 'stdout' | 'stderr' | 'both', ...words: string[]): Promise<Ended> {
  const descriptor = openSync('/dev/full', 'w');
  const child = spawn(process.execPath, [COMMAND_FILE, ...words], {
    cwd,
    env: commandEnv(join(cwd, 'home')),
    stdio: [
      'ignore',
      full === 'stderr' ? 'pipe' : descriptor,
      full === 'stdout' ? 'pipe' : descriptor,
    ],
  });
  let said = '';
  const readable = full === 'stdout' ? child.stderr : child.stdout;
  readable?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const [code] = await once(child, 'close');
  closeSync(descriptor);
  return { code: code as number | null, said };
}

function lines(): string {
  const logs = join(cwd, 'home/logs');
  return readdirSync(logs)
    .map((name) => readFileSync(join(logs, name), 'utf8'))
    .join('');
}

for (const full of ['stderr', 'both'] as const) {
  describe(`${full} in front of a full disk`, () => {
    it.skipIf(!hasFull)(
      'ends no download, and leaves no lock behind',
      async () => {
        const { code } = await runOnto(full, '--download', ...DEMO);
        expect(lines()).toMatch(/files downloaded and verified/);
        expect(code).toBe(0);
        expect(readdirSync(join(cwd, 'out'))).toEqual(['EPOCH01']);
      },
      A_WHILE_MS,
    );
  });
}

for (const words of [
  ['--dry-run', ...DEMO],
  ['--available-epochs', '--demo'],
  ['--help'],
  ['demo-server'],
]) {
  describe(`stdout of ${words[0]} in front of a full disk`, () => {
    it.skipIf(!hasFull)('ends a list that is cut short with a sentence and exit 1', async () => {
      const { code, said } = await runOnto('stdout', ...words);
      expect(said.trim().split('\n').at(-1)).toBe(
        'The output (stdout) is not complete: its disk is full. Free some space, or send it elsewhere.',
      );
      expect(said).not.toMatch(/^\s+at |ENOSPC|Unexpected/m);
      expect(code).toBe(1);
    });
  });
}

describe('stdout', () => {
  it('is no error if its reader stops reading', async () => {
    const child = spawn(process.execPath, [COMMAND_FILE, '--dry-run', '--only-epochs', '1'], {
      cwd,
      env: commandEnv(join(cwd, 'home')),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.once('data', () => child.stdout.destroy());
    child.stderr.resume();
    const [code] = await once(child, 'close');
    expect(code).toBe(0);
  });
});
