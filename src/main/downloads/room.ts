import { statfsSync } from 'node:fs';
import { AppError } from '#shared/errors/app-error.ts';
import { formatBytes } from '#shared/format/quantities.ts';
import { takenBytes } from './space-needed.ts';
import type { Target } from './target.ts';

/** So much is left to the queue's own memory, and to everybody else who writes to that disk. */
const RESERVE_BYTES = 16 * 1024 * 1024;

/** So many bytes of files are let through on one look at the disk, because for small files each look counts. */
const LONGEST_CREDIT_BYTES = 256 * 1024 * 1024;

/** A file does not fit. Nothing of it was begun, and those that were begun before it did fit. */
export class NoRoom extends AppError {
  constructor(message: string) {
    super('disk-full', message);
  }
}

/** The free space of the output folder's disk. */
export interface Room {
  /** Throws {@link NoRoom} where a file of `size` bytes, less what its part holds, does not fit. */
  check(target: Target, size: number): void;
  /** Whether it would fit now. */
  has(target: Target, size: number): boolean;
}

/** @param outputFolder any folder on the disk; a disk that doesn't tell lets everything through */
export function createRoom(outputFolder: string): Room {
  let creditBytes = 0;
  return {
    check(target, size) {
      if (size <= creditBytes) {
        creditBytes -= size;
        return;
      }
      const free = freeBytes(outputFolder);
      if (free === null) return;
      const needed = Math.max(0, size - takenBytes(target));
      if (needed + RESERVE_BYTES > free) {
        throw new NoRoom(
          `${target.file}: needs ${formatBytes(needed)}, but only ${formatBytes(free)} are free on that disk. Make room, then go on.`,
        );
      }
      creditBytes = Math.min(LONGEST_CREDIT_BYTES, free - RESERVE_BYTES - needed);
    },
    has(target, size) {
      creditBytes = 0;
      const free = freeBytes(outputFolder);
      return free === null || size - takenBytes(target) + RESERVE_BYTES <= free;
    },
  };
}

function freeBytes(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}
