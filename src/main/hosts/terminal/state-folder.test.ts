import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { canMount, mountDisk, system, unmount } from '#main/engine/faults/testing/mounts.ts';
import { type CommandResult, runCommand, startCommand } from '#main/testing/run-command.ts';

/** The command as a process, with a state folder on a disk of its own. Disks can be mounted as root on Linux only. */

/** Whole downloads as processes, on a busy machine. */
const A_WHILE_MS = 120_000;

let cwd: string;
let home: string;
let isMounted = false;

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'state-'));
  home = join(cwd, 'home');
});
afterEach(() => {
  if (isMounted) unmount(home);
  isMounted = false;
  rmSync(cwd, { recursive: true });
});

/** A disk of the state folder's own. */
function mountHome(bytes: number): void {
  mountDisk(home, bytes);
  isMounted = true;
}

const run = (...words: string[]): Promise<CommandResult> => runCommand({ cwd, home }, ...words);
const DEMO = '--demo --only-epochs 1 --stokes I --skip-all-images --output out'.split(' ');

/** The sentence about a state folder that is full. */
const FULL =
  /The state folder \S*\/home is full: its disk \(mounted at \S*\/home, .* free\) has no space left\. .*VAST_PILOT_HOME/;

// From a disk on which the list of downloads can't be begun to one that fills up in mid-download.
for (const kilobytes of [24, 96, 240, 480]) {
  describe(`a state folder of ${kilobytes} kB`, () => {
    it.skipIf(!canMount)(
      'ends a download with exit 1, and names the folder, its disk and the variable',
      async () => {
        mountHome(kilobytes * 1024);
        const { code, stderr } = await run('--download', ...DEMO);
        expect(stderr).toMatch(FULL);
        expect(stderr).not.toMatch(/unexpected|^\s+at /im);
        expect(code).toBe(1);
        expect(existsSync(join(cwd, 'out/.vast-pilot.lock'))).toBe(false);
      },
      A_WHILE_MS,
    );
  });
}

describe('a full state folder', () => {
  it.skipIf(!canMount)(
    'lets the same command continue once there is free space',
    async () => {
      mountHome(320 * 1024);
      expect((await run('--download', ...DEMO)).code).toBe(1);
      system('mount', '-o', 'remount,size=50m', home);
      const { code, stderr } = await run('--download', ...DEMO);
      expect(stderr).toMatch(/on disk already and good/);
      expect(code).toBe(0);
    },
    A_WHILE_MS,
  );

  it.skipIf(!canMount)('does not keep a dry run from its list', async () => {
    mountHome(4096);
    writeFileSync(join(home, 'all'), Buffer.alloc(4096));
    const { code, stdout, stderr } = await run('--dry-run', ...DEMO);
    expect(stderr).not.toMatch(/state folder/);
    expect(stdout.trim().split('\n').length).toBeGreaterThan(100);
    expect(code).toBe(0);
  });
});

describe('a state folder that nobody may write to', () => {
  it.skipIf(!canMount)('does not keep a dry run from its list', async () => {
    mountHome(4096);
    system('mount', '-o', 'remount,ro', home);
    const { code, stdout, stderr } = await run('--dry-run', ...DEMO);
    expect(stderr).not.toMatch(/state folder|EROFS/);
    expect(stdout.trim().split('\n').length).toBeGreaterThan(100);
    expect(code).toBe(0);
  });

  it.skipIf(!canMount)('is named by all other work, which ends with exit 2', async () => {
    mountHome(4096);
    system('mount', '-o', 'remount,ro', home);
    for (const words of [
      ['--download', ...DEMO],
      ['--available-epochs', '--demo'],
    ]) {
      const { code, stdout, stderr } = await run(...words);
      expect(stderr.trim()).toMatch(
        /^The state folder \S*\/home can't be written: its disk is read-only \(mounted at \S*\/home, .* free\)\. .*VAST_PILOT_HOME to a folder that is\.$/,
      );
      expect(stdout).toBe('');
      expect(code).toBe(2);
    }
  });

  it('is named if a file has its name', async () => {
    writeFileSync(home, 'not a folder');
    const { code, stderr } = await run('--download', ...DEMO);
    expect(stderr).toMatch(/The state folder \S*\/home can't be written: a file has the name/);
    expect(code).toBe(2);
    expect((await run('--dry-run', ...DEMO)).code).toBe(0);
  });

  it.skipIf(!canMount)('is named where only its list of downloads may not be written', async () => {
    mountHome(1024 * 1024);
    const queues = join(cwd, 'queues');
    mkdirSync(queues);
    mkdirSync(join(home, 'queues'));
    system('mount', '--bind', queues, join(home, 'queues'));
    system('mount', '-o', 'remount,ro,bind', join(home, 'queues'));
    try {
      const { code, stderr } = await run('--download', ...DEMO);
      expect(stderr).toMatch(/The state folder \S*\/home can't be written/);
      expect(code).toBe(2);
      expect(readdirSync(join(cwd, 'out'))).toEqual([]);
    } finally {
      unmount(join(home, 'queues'));
    }
  });
});

describe('a log that can no longer be written', () => {
  it.skipIf(!canMount)(
    'is reported once, in a sentence, and the list that fits is fetched',
    async () => {
      mountHome(1024 * 1024);
      const command = startCommand({ cwd, home }, '--download', ...DEMO, '--download-threads', '1');
      await command.said('Downloading');
      // The log's folder alone is taken away, as a quota or a disk of its own does.
      const logs = join(home, 'logs');
      const log = join(logs, readdirSync(logs)[0]!);
      system('mount', '--bind', '/dev/full', log);
      try {
        const { code, stderr } = await command.result;
        expect(stderr.match(/Warning: The log has gaps\./g)).toHaveLength(1);
        expect(stderr).not.toMatch(/^\s+at /m);
        expect(code).toBe(0);
      } finally {
        unmount(log);
      }
      expect(readFileSync(log, 'utf8')).toContain('Arguments');
    },
    A_WHILE_MS,
  );
});
