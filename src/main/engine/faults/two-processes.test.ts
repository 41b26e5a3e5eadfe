import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createEngine } from '../engine.ts';
import { TestClock } from './testing/test-clock.ts';

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'faults-processes-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe('a second process in one output folder', () => {
  it('is refused before it changes anything, and the message names the first process', async () => {
    const folder = newFolder();
    const module = new URL('../queue/output-lock.ts', import.meta.url).href;
    const script = `
      const { lockOutput } = await import(${JSON.stringify(module)});
      const lock = await lockOutput(process.argv[1] + '/out');
      process.stdin.on('data', () => lock.beat().then(() => process.stdout.write('beat')));
      process.stdout.write('open');`;
    const first = spawn(process.execPath, ['--input-type=module', '-e', script, folder], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    onTestFinished(() => void first.kill('SIGKILL'));
    await once(first.stdout, 'data');
    const clock = new TestClock();
    clock.onWait = async () => {
      if (clock.waits.length !== 3) return;
      first.stdin.write('beat');
      await once(first.stdout, 'data');
    };
    const engine = createEngine({ home: join(folder, 'home-of-another') }, () => undefined, clock);
    const options = { parallel: 1, maxRetries: 0, overwrite: false, maxBackoffs: 0 };
    const input = { outputFolder: join(folder, 'out'), options, holdsFolder: true };
    const second = engine.openQueue(input);
    await expect(second).rejects.toMatchObject({
      code: 'in-use',
      message: expect.stringMatching(
        new RegExp(
          `process ${first.pid} is downloading into this folder already\\. Wait for it, stop it`,
        ),
      ),
    });
    expect(readdirSync(join(folder, 'out'))).toEqual(['.vast-pilot.lock']);
    first.kill('SIGKILL');
    await once(first, 'close');
    await engine.openQueue(input);
    await engine.close(null);
    expect(readdirSync(join(folder, 'out'))).toEqual([]);
  });
});
