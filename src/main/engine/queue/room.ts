import { statfsSync } from 'node:fs';
import { AppError } from '#shared/errors/app-error.ts';
import { formatBytes } from '#shared/format/quantities.ts';
import { takenBytes } from './space-needed.ts';
import type { Target } from '../transfer/target.ts';

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
  /**
   * Keeps room for a file of `size` bytes until {@link Room.end}. Throws {@link NoRoom} where it does not fit, less what
   * its part holds, beside those that room is kept for.
   */
  check(target: Target, size: number): void;
  /** The file is complete, or given up for now. */
  end(target: Target): void;
  /** Whether it would fit now. */
  has(target: Target, size: number): boolean;
}

/** @param outputFolder any folder on the disk; a disk that doesn't tell lets everything through */
export function createRoom(outputFolder: string): Room {
  let creditBytes = 0;
  const begun = new Map<string, { readonly target: Target; readonly size: number }>();
  const neededBy = (target: Target, size: number): number => Math.max(0, size - takenBytes(target));
  /** What the others that were begun will still take. */
  const keptFromOthers = ({ file }: Target): number => {
    let kept = 0;
    for (const { target, size } of begun.values()) {
      if (target.file !== file) kept += neededBy(target, size);
    }
    return kept;
  };
  return {
    check(target, size) {
      if (size > creditBytes) {
        const free = freeBytes(outputFolder);
        if (free === null) return;
        const needed = neededBy(target, size);
        const kept = keptFromOthers(target);
        const spare = free - kept - RESERVE_BYTES;
        if (needed > spare) {
          // Told only where it is why.
          const fitsAlone = needed + RESERVE_BYTES <= free;
          const but = fitsAlone
            ? `, and files under way need ${formatBytes(kept)} of them`
            : needed <= free
              ? `, and ${formatBytes(RESERVE_BYTES)} of them stay free`
              : '';
          throw new NoRoom(
            `${target.file}: needs ${formatBytes(needed)}, but only ${formatBytes(free)} are free on that disk${but}. Make room, then go on.`,
          );
        }
        creditBytes = Math.min(LONGEST_CREDIT_BYTES, spare - needed);
      } else creditBytes -= size;
      begun.set(target.file, { target, size });
    },
    end({ file }) {
      begun.delete(file);
    },
    has(target, size) {
      creditBytes = 0;
      const free = freeBytes(outputFolder);
      return (
        free === null || neededBy(target, size) + keptFromOthers(target) + RESERVE_BYTES <= free
      );
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
