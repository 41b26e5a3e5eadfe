import { statfsSync } from 'node:fs';
import { AppError } from '#shared/errors/app-error.ts';
import { formatBytes } from '#shared/format/quantities.ts';
import { takenBytes } from './space-needed.ts';
import type { Target } from '../transfer/target.ts';

/** Left free for the queue's own database, and for other programs that write to that disk. */
const RESERVE_BYTES = 16 * 1024 * 1024;

/** Bytes of files that may start after one check of the disk: a check for each small file would be slow. */
const MAX_CREDIT_BYTES = 256 * 1024 * 1024;

/** A file does not fit. It was not begun, and the files begun before it do fit. */
export class NoSpace extends AppError {
  constructor(message: string) {
    super('disk-full', message);
  }
}

/** The free space of the output folder's disk. */
export interface FreeSpace {
  /**
   * Reserves space for a file of `size` bytes until {@link FreeSpace.end}. Throws {@link NoSpace} if what its part file still
   * lacks does not fit beside the other reservations.
   */
  check(target: Target, size: number): void;
  /** The file is complete, or given up for now. */
  end(target: Target): void;
  /** Whether it would fit now. */
  has(target: Target, size: number): boolean;
}

/** @param outputFolder any folder on the disk. If the disk reports no free space, every file may start */
export function createFreeSpace(outputFolder: string): FreeSpace {
  let creditBytes = 0;
  const begun = new Map<string, { readonly target: Target; readonly size: number }>();
  const neededBy = (target: Target, size: number): number => Math.max(0, size - takenBytes(target));
  /** What the other files under way will still take. */
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
          // Mentioned only if it is the reason.
          const fitsAlone = needed + RESERVE_BYTES <= free;
          const but = fitsAlone
            ? `, and files under way need ${formatBytes(kept)} of them`
            : needed <= free
              ? `, and ${formatBytes(RESERVE_BYTES)} of them stay free`
              : '';
          throw new NoSpace(
            `${target.file}: needs ${formatBytes(needed)}, but only ${formatBytes(free)} are free on that disk${but}. Free some space, then continue.`,
          );
        }
        creditBytes = Math.min(MAX_CREDIT_BYTES, spare - needed);
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
