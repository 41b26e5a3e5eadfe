import { mkdtempSync, rmSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '#main/system/time/clock.ts';
import { FolderWork } from '../folder-work.ts';
import { lockOutput } from './output-lock.ts';

vi.mock('node:fs', async (original) => {
  const real = await original<typeof import('node:fs')>();
  return { ...real, unlinkSync: vi.fn(real.unlinkSync) };
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-release-'));
});
afterEach(() => {
  vi.mocked(unlinkSync).mockRestore();
  rmSync(folder, { recursive: true });
});

/** As on a disk that the system has made read-only after an error. */
function takeNoOrders(): void {
  vi.mocked(unlinkSync).mockImplementation(() => {
    throw Object.assign(new Error('EROFS: read-only file system'), { code: 'EROFS' });
  });
}

describe('a lock on a disk that became read-only', () => {
  it('stays there without an error when its holder releases it', async () => {
    const lock = await lockOutput(folder);
    takeNoOrders();
    expect(() => lock.release()).not.toThrow();
  });

  it('does not make the end of the work in its folder fail', async () => {
    const work = new FolderWork({
      lock: (options) => lockOutput(folder, options),
      clock: systemClock,
      isKept: false,
      isQuiet: () => true,
      onTaken: () => undefined,
      onWatching: () => undefined,
      onLost: () => undefined,
      onChange: () => undefined,
    });
    const done = work.own(() => {
      takeNoOrders();
      return 'removed';
    });
    expect(await done).toBe('removed');
  });
});
