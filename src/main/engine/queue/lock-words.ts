import { lstatSync } from 'node:fs';
import { hostname } from 'node:os';
import process from 'node:process';
import { mapDiskError } from '#main/system/disk/disk-error.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { formatDuration } from '#shared/format/quantities.ts';
import { describeSelf, type Holder } from './lock-holder.ts';

function nameOf(holder: Holder | null): string {
  if (holder === null) return 'another program';
  const { pid, host, user } = holder;
  const isOtherUser = user !== null && user !== describeSelf('').user;
  return `process ${pid}${isOtherUser ? ` of ${user}` : ''}${host === hostname() ? '' : ` on ${host}`}`;
}

export function inUse(outputFolder: string, holder: Holder | null): AppError {
  return new AppError(
    'in-use',
    `${outputFolder}: ${nameOf(holder)} is downloading into this folder already. ` +
      'Wait for it, stop it, or choose another output folder.',
  );
}

export function maybeInUse(outputFolder: string, holder: Holder | null): AppError {
  return new AppError(
    'in-use',
    `${outputFolder}: the lock of ${nameOf(holder)} is in this folder. ` +
      'Watching for up to 30 s whether that program is still running.',
  );
}

export function takenOver(outputFolder: string, holder: Holder | null): AppError {
  return new AppError(
    'in-use',
    `${outputFolder}: ${nameOf(holder)} took this folder over, because this program was suspended for more than 30 s. ` +
      'Downloads here have stopped; finished files and blocks are kept.',
  );
}

/** A dead lock that the system does not let us remove. */
export function cannotRemove(file: string, holder: Holder | null, error: unknown): AppError {
  const mapped = mapDiskError(error, file);
  if (mapped.code !== 'no-permission' && mapped.code !== 'disk-read-only') return mapped;
  return new AppError(
    'in-use',
    `${file}: the program that made this lock is no longer running, and the system does not let you remove it. ` +
      `It was left by ${nameOf(holder)}, ${originOf(file)}. Ask its owner to delete it, then try again.`,
    { cause: error },
  );
}

/** A lock that we may not read, so that we cannot see whether it changes. */
export function cannotRead(file: string, error: unknown): AppError {
  const mapped = mapDiskError(error, file);
  if (mapped.code !== 'no-permission') return mapped;
  return new AppError(
    'in-use',
    `${file}: you have no permission to read this lock, so this program cannot tell whether the program that made it is still running. ` +
      `The lock ${originOf(file)}. If no download runs there, ask its owner to delete it, then try again.`,
    { cause: error },
  );
}

/** Owner and age, from the file system. Its clock may differ from ours, which is good enough for a hint. */
function originOf(file: string): string {
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (found === undefined) return 'is gone by now';
  const seconds = Math.round((Date.now() - found.mtimeMs) / 1000);
  const age = `was changed last ${seconds > 0 ? `${formatDuration(seconds)} ago` : 'just now'}`;
  return process.platform === 'win32' ? age : `belongs to user ${found.uid} and ${age}`;
}
