import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '#shared/errors/app-error.ts';
import { formatBytes, formatNumberOf } from '#shared/format/quantities.ts';

/** Left free for the program's own databases, and for other programs that write to that disk. */
const RESERVE_BYTES = 16 * 1024 * 1024;
/** A cutout is written as a draft first, and the table beside it is one more file. */
const RESERVE_FILES = 16;

/** What a disk has left for this user; null where it does not report it, as some network disks and btrfs. */
export interface FreeAtFolder {
  readonly freeBytes: number | null;
  readonly freeFiles: number | null;
}

/** The free bytes and files at a folder, which need not exist yet. */
export async function freeAt(folder: string): Promise<FreeAtFolder> {
  for (let at = folder; ; at = dirname(at)) {
    try {
      const { bavail, bsize, files, ffree } = await statfs(at);
      return { freeBytes: bavail * bsize, freeFiles: files === 0 ? null : ffree };
    } catch {
      if (dirname(at) === at) return { freeBytes: null, freeFiles: null };
    }
  }
}

/** Space that cutouts under way will still take. */
export interface SpaceLedger {
  /**
   * Keeps space for files that will be written. Throws AppError `disk-full` where they do not fit beside all others under
   * way, before anything is fetched for them.
   *
   * @returns what gives the space back, once they are written or given up
   */
  reserve(files: number, bytes: number): Promise<() => void>;
}

/** @param free what the disk of a folder has left */
export function createSpaceLedger(
  folder: string,
  free: (folder: string) => Promise<FreeAtFolder> = freeAt,
): SpaceLedger {
  const held = { files: 0, bytes: 0 };
  return {
    async reserve(files, bytes) {
      held.files += files;
      held.bytes += bytes;
      // Those who ask later, while the disk answers, do not count.
      const needed = { ...held };
      const release = (): void => {
        held.files -= files;
        held.bytes -= bytes;
      };
      try {
        requireSpace(folder, needed, await free(folder));
      } catch (error) {
        release();
        throw error;
      }
      return release;
    },
  };
}

function requireSpace(
  folder: string,
  { files, bytes }: { readonly files: number; readonly bytes: number },
  { freeBytes, freeFiles }: FreeAtFolder,
): void {
  if (freeBytes !== null && bytes + RESERVE_BYTES > freeBytes) {
    throw new AppError(
      'disk-full',
      `${folder}: the next ${formatNumberOf(files, 'cutout')} ${files === 1 ? 'needs' : 'need'} ${formatBytes(bytes)}, but only ${formatBytes(freeBytes)} are free on that disk, and ${formatBytes(RESERVE_BYTES)} of them stay free. Free some space, then continue.`,
    );
  }
  if (freeFiles !== null && files + RESERVE_FILES > freeFiles) {
    throw new AppError(
      'disk-full',
      `${folder}: that disk has space for ${formatNumberOf(freeFiles, 'more file')} (inodes), too few for the next ${formatNumberOf(files, 'cutout')}. Delete some files there, then continue.`,
    );
  }
}
