import { describe, expect, it } from 'vitest';
import { systemClock } from '#main/system/time/clock.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { FolderWork } from './folder-work.ts';
import type { LockOptions, OutputLock } from './queue/output-lock.ts';

const TAKEN = new AppError('in-use', 'process 4711 took this folder over.');

function workWith(onLocked: (options: LockOptions) => void) {
  const lock = async (options: LockOptions): Promise<OutputLock> => {
    onLocked(options);
    return { check: () => undefined, beat: async () => undefined, release: () => undefined };
  };
  return new FolderWork({
    lock,
    clock: systemClock,
    isKept: false,
    isQuiet: () => false,
    onTaken: () => undefined,
    onWatching: () => undefined,
    onLost: () => undefined,
    onChange: () => undefined,
  });
}

describe('a folder that another program took over', () => {
  it('refuses the final name of every file until the folder is taken back', async () => {
    let lose: LockOptions['onLost'];
    const work = workWith(({ onLost }) => {
      lose = onLost;
    });
    await work.own(() => undefined);
    work.check();
    lose?.(TAKEN);
    expect(() => work.check()).toThrow(TAKEN);
    expect(() => work.check()).toThrow(TAKEN);
    await work.own(() => undefined);
    work.check();
  });
});
