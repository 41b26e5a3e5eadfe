import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COMMAND_FILE, commandEnv } from '#main/testing/run-command.ts';

/** `é` as Latin-1 writes it, which is no UTF-8. */
const LATIN_1 = String.raw`$(printf 'caf\351')`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'exact-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Node can't pass such bytes on, and a shell can. */
async function complaintOf(line: string): Promise<{ code: unknown; stderr: string }> {
  const shell = promisify(execFile)('sh', ['-c', line, process.execPath, COMMAND_FILE], {
    cwd: folder,
    env: commandEnv(join(folder, 'home')),
  });
  return await shell.then(
    () => ({ code: 0, stderr: '' }),
    ({ code, stderr }: { code: unknown; stderr: string }) => ({ code, stderr }),
  );
}

const hasSuchNames = process.platform === 'linux';

describe.runIf(hasSuchNames)('a name whose bytes are not UTF-8', () => {
  it('is refused as an argument, and no folder of another name is made', async () => {
    const { code, stderr } = await complaintOf(
      `exec "$0" "$1" --demo --download --only-epochs 1 --output="${LATIN_1}"`,
    );
    expect(stderr).toMatch(/^An argument: "--output=caf\uFFFD" contains bytes that are not UTF-8/);
    expect(code).toBe(2);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is refused as the folder from which relative paths are meant', async () => {
    mkdirSync(Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.from([0xe9])]));
    const { code, stderr } = await complaintOf(
      `cd "${LATIN_1}" && exec "$0" "$1" --demo --download --only-epochs 1 --output out`,
    );
    expect(stderr).toMatch(/^The current folder: ".*\/caf\uFFFD" contains bytes/);
    expect(code).toBe(2);
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('is refused as the state folder', async () => {
    const { code, stderr } = await complaintOf(
      `export VAST_PILOT_HOME="$PWD/${LATIN_1}"; exec "$0" "$1" --demo --download --only-epochs 1`,
    );
    expect(stderr).toMatch(/^VAST_PILOT_HOME: ".*\/caf\uFFFD" contains bytes/);
    expect(code).toBe(2);
    expect(readdirSync(folder)).toEqual([]);
  });
});
