import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import process from 'node:process';
import { errnoOf } from '#main/system/disk/disk-error.ts';
import { checkIdentity, type FileIdentity } from '#main/system/disk/own-file.ts';

/**
 * Gives a complete and checked file its final name. The rename itself is put on disk too, except on Windows,
 * which cannot sync folders. Throws Node's file-system errors, and AppError where `part` is not the file that was written.
 */
export async function giveFinalName(
  part: string,
  file: string,
  identity: FileIdentity,
): Promise<void> {
  checkIdentity(part, identity);
  await rename(part, file);
  if (process.platform === 'win32') return;
  const folder = await open(dirname(file), 'r');
  try {
    await folder.sync();
  } catch (error) {
    // Some network file systems refuse to sync a folder; the rename itself has happened.
    if (errnoOf(error) !== 'EINVAL' && errnoOf(error) !== 'ENOTSUP') throw error;
  } finally {
    await folder.close();
  }
}
