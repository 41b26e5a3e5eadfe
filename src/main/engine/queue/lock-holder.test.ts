import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { describeSelf, isProvablyDead } from './lock-holder.ts';

describe('a process id', () => {
  const self = describeSelf('mine');
  const gone = { ...self, id: 'other', pid: 2 ** 22 + 1, startTicks: '1' };

  it.runIf(process.platform === 'linux')('proves a death only on the same kernel', () => {
    expect(isProvablyDead(gone, self, false)).toBe(true);
    expect(isProvablyDead({ ...gone, boot: 'another' }, self, false)).toBe(false);
    expect(isProvablyDead({ ...gone, boot: null }, { ...self, boot: null }, false)).toBe(false);
    expect(isProvablyDead({ ...gone, pidNamespace: 'pid:[1]' }, self, false)).toBe(false);
    expect(isProvablyDead({ ...gone, host: `not-${hostname()}` }, self, false)).toBe(true);
  });

  it.runIf(process.platform === 'linux')(
    'does not hide a death if another process has it now',
    () => {
      const again = { ...gone, pid: process.ppid };
      expect(isProvablyDead(again, self, false)).toBe(true);
    },
  );

  it.runIf(process.platform === 'linux')(
    'of a killed process that nobody waited for proves it dead',
    async () => {
      // The shell becomes `sleep`, which never waits for the child that the shell has begun.
      const parent = spawn('sh', ['-c', 'sleep 60 & echo $!; exec sleep 60'], {
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      onTestFinished(() => void parent.kill('SIGKILL'));
      const [said] = (await once(parent.stdout, 'data')) as [Buffer];
      const pid = Number(said.toString());
      const fields = (): string[] => {
        const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
        return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      };
      await vi.waitFor(() =>
        expect(readFileSync(`/proc/${parent.pid}/comm`, 'utf8')).toBe('sleep\n'),
      );
      const child = { ...gone, pid, startTicks: fields()[19]! };
      expect(isProvablyDead(child, self, false)).toBe(false);
      process.kill(pid, 'SIGKILL');
      await vi.waitFor(() => expect(fields()[0]).toBe('Z'));
      expect(isProvablyDead(child, self, false)).toBe(true);
    },
  );

  it.runIf(process.platform === 'linux')(
    'of our own process is dead if its thread has ended',
    () => {
      expect(isProvablyDead({ ...self, id: 'other' }, self, false)).toBe(true);
      expect(isProvablyDead(self, self, true)).toBe(false);
    },
  );
});
