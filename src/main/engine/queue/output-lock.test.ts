import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { AppError } from '#shared/errors/app-error.ts';
import { TestClock } from '#main/engine/faults/testing/test-clock.ts';
import { describeSelf } from './lock-holder.ts';
import { lockOutput } from './output-lock.ts';

let folder: string;
let clock: TestClock;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
  clock = new TestClock();
});
afterEach(() => rmSync(folder, { recursive: true }));

const lockFile = (): string => join(folder, '.vast-pilot.lock');

/** The lock of a process in another container: its pid and host are ones that are here, too. */
function foreign(changes: object = {}): string {
  return `${JSON.stringify({ ...describeSelf('foreign'), pidNamespace: 'pid:[1]', ...changes })}\n`;
}

/** Another process that has taken the lock. */
async function holder() {
  const module = new URL('./output-lock.ts', import.meta.url).href;
  const script = `const { lockOutput } = await import(${JSON.stringify(module)});
    await lockOutput(process.argv[1]); process.stdout.write('locked'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

describe('the lock of an output folder', () => {
  it('is created together with the folder, and removed by its release', async () => {
    const deeper = join(folder, 'a', 'b');
    const lock = await lockOutput(deeper);
    expect(readdirSync(deeper)).toEqual(['.vast-pilot.lock']);
    lock.release();
    lock.release();
    expect(readdirSync(deeper)).toEqual([]);
  });

  it.runIf(process.platform === 'linux')(
    'is taken over at once if this kernel knows that its process is dead',
    async () => {
      const child = await holder();
      child.kill('SIGKILL');
      await once(child, 'exit');
      (await lockOutput(folder, { clock })).release();
      expect(clock.waits).toEqual([]);
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  it('keeps others out if it changes while it is watched, and the message names its holder', async () => {
    writeFileSync(lockFile(), foreign({ pid: 4711, host: 'elsewhere', user: 'ana' }));
    clock.onWait = () => {
      if (clock.waits.length === 20)
        writeFileSync(lockFile(), foreign({ pid: 4712, host: 'elsewhere', beats: 1 }));
    };
    const told: string[] = [];
    await expect(
      lockOutput(folder, { clock, onWatching: (message) => told.push(message) }),
    ).rejects.toMatchObject({
      code: 'in-use',
      message: expect.stringMatching(
        /process 4712 on elsewhere is downloading into this folder already\. Wait/,
      ),
    });
    expect(clock.waits).toHaveLength(20);
    expect(told).toEqual([
      expect.stringMatching(
        /the lock of process 4711 of ana on elsewhere is in this folder\. Watching for up to 30 s/,
      ),
    ]);
    expect(readFileSync(lockFile(), 'utf8')).toContain('4712');
  });

  it.each([
    ['another container, whose pids mean nothing here', () => foreign()],
    ['another host', () => foreign({ host: 'elsewhere', boot: 'another' })],
    [
      'an earlier boot of this host',
      () => foreign({ boot: 'another', pidNamespace: describeSelf('').pidNamespace }),
    ],
    ['nobody, because its content is nonsense', () => 'nonsense'],
  ])('is taken over if it does not change for 30 s, from %s', async (_, content) => {
    writeFileSync(lockFile(), content());
    const lock = await lockOutput(folder, { clock });
    expect(clock.waits).toEqual(Array.from({ length: 30 }, () => 1_000));
    expect(readFileSync(lockFile(), 'utf8')).toContain(`"pid":${process.pid}`);
    lock.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is judged by the number of scans, even if the clock jumps', async () => {
    writeFileSync(lockFile(), foreign());
    clock.onWait = () => clock.jump(clock.waits.length % 2 === 0 ? 86_400_000 : -86_400_000);
    (await lockOutput(folder, { clock })).release();
    expect(clock.waits).toHaveLength(30);
  });

  it('is free at once if its holder releases it while it is watched', async () => {
    writeFileSync(lockFile(), foreign());
    clock.onWait = () => {
      if (clock.waits.length === 3) rmSync(lockFile());
    };
    (await lockOutput(folder, { clock })).release();
    expect(clock.waits).toHaveLength(3);
  });

  it('does not delay a program that only asks for it', async () => {
    writeFileSync(lockFile(), foreign());
    await expect(lockOutput(folder, { clock, watches: false })).rejects.toMatchObject({
      code: 'in-use',
    });
    expect(clock.waits).toEqual([]);
  });

  it('is no longer watched after Ctrl-C', async () => {
    writeFileSync(lockFile(), foreign());
    const stop = new AbortController();
    clock.onWait = () => stop.abort(new Error('stopped'));
    await expect(lockOutput(folder, { clock, signal: stop.signal })).rejects.toThrow('stopped');
  });

  it('is never shared by two holders of one thread', async () => {
    const lock = await lockOutput(folder, { clock });
    await expect(lockOutput(folder, { clock })).rejects.toThrow(/is downloading into this folder/);
    expect(clock.waits).toEqual([]);
    lock.release();
  });

  it('of an earlier version, without a heartbeat, counts as alive while its process runs', async () => {
    const { pid, host, startTicks } = describeSelf('');
    writeFileSync(lockFile(), JSON.stringify({ pid, host, startTicks }));
    const taken = lockOutput(folder, { clock });
    if (process.platform === 'linux') await expect(taken).rejects.toThrow(/is downloading/);
    else (await taken).release();
  });

  it.runIf(process.platform !== 'win32')(
    'does not change another file through a planted link',
    async () => {
      const victim = join(folder, 'victim');
      writeFileSync(victim, 'thesis');
      symlinkSync(victim, lockFile());
      const lock = await lockOutput(folder, { clock });
      await lock.beat();
      lock.release();
      expect(readFileSync(victim, 'utf8')).toBe('thesis');
      expect(readdirSync(folder)).toEqual(['victim']);
    },
  );

  it('reports why a folder cannot be created or locked', async () => {
    writeFileSync(join(folder, 'file'), '');
    await expect(lockOutput(join(folder, 'file', 'below'))).rejects.toThrow(
      /a file has the name of a folder/,
    );
    mkdirSync(join(folder, 'taken', '.vast-pilot.lock'), { recursive: true });
    await expect(lockOutput(join(folder, 'taken'), { clock })).rejects.toThrow(
      /\.vast-pilot\.lock: a folder has that name/,
    );
  });
});

describe('a holder of the lock', () => {
  it('shows that it is alive by a heartbeat, which changes only the lock file', async () => {
    const lock = await lockOutput(folder, { clock });
    const before = readFileSync(lockFile(), 'utf8');
    await lock.beat();
    const after = readFileSync(lockFile(), 'utf8');
    expect(after).not.toBe(before);
    expect(after).toHaveLength(before.length);
    expect(readdirSync(folder)).toEqual(['.vast-pilot.lock']);
    lock.release();
  });

  it('sends a heartbeat every 5 s until it releases the lock', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    const lock = await lockOutput(folder, { clock });
    const before = readFileSync(lockFile(), 'utf8');
    vi.advanceTimersByTime(5_000);
    await vi.waitFor(() => expect(readFileSync(lockFile(), 'utf8')).not.toBe(before));
    lock.release();
    expect(vi.getTimerCount()).toBe(0);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is notified and stops if another program takes the folder over, and leaves that lock unchanged', async () => {
    const lost: AppError[] = [];
    const lock = await lockOutput(folder, { clock, onLost: (error) => lost.push(error) });
    renameSync(lockFile(), join(folder, 'aside'));
    writeFileSync(lockFile(), foreign({ pid: 4711, host: 'elsewhere' }));
    lock.check();
    await lock.beat();
    expect(lost).toEqual([
      expect.objectContaining({
        code: 'in-use',
        message: expect.stringMatching(/process 4711 on elsewhere took this folder over/),
      }),
    ]);
    expect(() => lock.check()).toThrow(/took this folder over/);
    lock.release();
    expect(readFileSync(lockFile(), 'utf8')).toContain('4711');
  });

  it('reads its lock after a sleep, before it gives a file its final name', async () => {
    const lost: AppError[] = [];
    const lock = await lockOutput(folder, { clock, onLost: (error) => lost.push(error) });
    renameSync(lockFile(), join(folder, 'aside'));
    writeFileSync(lockFile(), foreign());
    clock.jump(3_600_000);
    expect(() => lock.check()).toThrow(/took this folder over/);
    expect(lost).toHaveLength(1);
    lock.release();
  });

  it('creates a deleted lock again, but not in a folder whose disk was removed', async () => {
    const out = join(folder, 'out');
    const lock = await lockOutput(out, { clock });
    rmSync(join(out, '.vast-pilot.lock'));
    await lock.beat();
    expect(readdirSync(out)).toEqual(['.vast-pilot.lock']);
    renameSync(out, join(folder, 'unplugged'));
    mkdirSync(out);
    await lock.beat();
    expect(readdirSync(out)).toEqual([]);
    lock.check();
    lock.release();
  });
});

describe.runIf(process.getuid?.() === 0)('a dead lock that the system protects', () => {
  it('is reported with its path, owner and age', async () => {
    chmodSync(folder, 0o1777);
    writeFileSync(lockFile(), foreign({ pid: 4711, host: 'elsewhere' }));
    const module = new URL('./output-lock.ts', import.meta.url).href;
    const script = `const { lockOutput } = await import(${JSON.stringify(module)});
      process.setgid(65534); process.setuid(65534);
      const clock = { now: () => 0, delay: async () => {} };
      await lockOutput(process.argv[1], { clock }).catch((error) => process.stdout.write(error.message));`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    await once(child, 'close');
    expect(said).toMatch(
      /\.vast-pilot\.lock: the program that made this lock is no longer running, and the system does not let you remove it\. It was left by process 4711.* on elsewhere, belongs to user 0 and was changed last .*\. Ask its owner to delete it/,
    );
    expect(readFileSync(lockFile(), 'utf8')).toContain('4711');
  });
});
