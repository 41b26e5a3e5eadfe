import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Bytes that are free for this user on the disk of a folder, which need not be there yet; null where the disk does
 * not tell, as some network disks don't.
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
