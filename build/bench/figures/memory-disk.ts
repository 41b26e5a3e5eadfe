import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { GIB } from './figure.ts';

const MEMORY_DISK = '/dev/shm';

/** Gives `use` an empty folder on a memory disk, and deletes it afterwards. Throws without a disk of that free size. */
export async function withMemoryDisk<T>(
  gibibytes: number,
  use: (folder: string) => T | Promise<T>,
): Promise<T> {
  if (!existsSync(MEMORY_DISK)) throw new Error(`The bench needs a memory disk at ${MEMORY_DISK}.`);
  const { bavail, bsize } = statfsSync(MEMORY_DISK);
  if (bavail * bsize < gibibytes * GIB) {
    throw new Error(`The bench needs ${gibibytes} GiB free at ${MEMORY_DISK}.`);
  }
  const folder = mkdtempSync(join(MEMORY_DISK, 'vast-bench-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
