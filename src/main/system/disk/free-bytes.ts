import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Free bytes for this user on the disk of a folder, which need not exist yet; null if the disk does not report them, as
 * with some network disks.
 */
export async function freeBytesAt(folder: string): Promise<number | null> {
  for (let at = folder; ; at = dirname(at)) {
    try {
      const { bavail, bsize } = await statfs(at);
      return bavail * bsize;
    } catch {
      if (dirname(at) === at) return null;
    }
  }
}
