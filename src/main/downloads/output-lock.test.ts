import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockOutput } from './output-lock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const lockFile = (): string => join(folder, '.vast-pilot.lock');

/** Another process that has taken the lock. */
async function holder() {
  const module = new URL('./output-lock.ts', import.meta.url).href;
  const script = `const { lockOutput } = await import(${JSON.stringify(module)});
    lockOutput(process.argv[1]); process.stdout.write('locked'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

describe('the lock of an output folder', () => {
  it('is made with the folder, and gone after its release', () => {
    const deeper = join(folder, 'a', 'b');
    const lock = lockOutput(deeper);
    expect(readdirSync(deeper)).toEqual(['.vast-pilot.lock']);
    lock.release();
    lock.release();
    expect(readdirSync(deeper)).toEqual([]);
  });

  it('keeps a second process out, names the first, and outlives neither its end nor its death', async () => {
    const child = await holder();
    expect(() => lockOutput(folder)).toThrow(
      `process ${child.pid} is downloading into this folder`,
    );
    child.kill('SIGKILL');
    await once(child, 'exit');
    lockOutput(folder).release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('of another machine is respected, with a way out', () => {
    writeFileSync(lockFile(), JSON.stringify({ pid: 1, host: 'elsewhere', startTicks: null }));
    expect(() => lockOutput(folder)).toThrow(
      /process 1 on elsewhere .* delete .*\.vast-pilot\.lock/,
    );
  });

  it('is taken over from a process whose number now belongs to another one', () => {
    const pid = process.pid;
    writeFileSync(lockFile(), JSON.stringify({ pid, host: hostname(), startTicks: '1' }));
    lockOutput(folder).release();
  });

  it('is taken over where it holds nonsense', () => {
    writeFileSync(lockFile(), 'nonsense');
    lockOutput(folder).release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says what is wrong with a folder that cannot be', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => lockOutput(join(folder, 'file', 'below'))).toThrow(/a file stands where a folder/);
  });
});
