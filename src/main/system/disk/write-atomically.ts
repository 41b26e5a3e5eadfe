import { mkdir, open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errnoOf, mapDiskError } from './disk-error.ts';
import { draftOf } from './own-file.ts';

/** The mode of files to hand on: lists, reports, manifests. The user's umask still applies. */
export const FOR_OTHERS = 0o666;

/** On Windows, virus scanners and indexers briefly open files; a rename over an open file fails. */
const MAX_RENAME_ATTEMPTS = 5;
const RENAME_DELAY_MS = 50;

/**
 * Replaces a file in one step, so that after a crash it has either the old or the new content. Creates a missing folder,
 * follows a link to its target, and writes directly to pipes and devices. Throws AppError.
 *
 * @param mode the file's permissions; by default only the user may read it
 */
export async function writeAtomically(
  file: string,
  content: string | Uint8Array,
  mode = 0o600,
): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    const found = await stat(file).catch(() => null);
    if (found === null) await replace(file, content, mode);
    else if (found.isFile()) await replace(await realpath(file), content, mode);
    else await writeFile(file, content);
  } catch (error) {
    throw mapDiskError(error, file);
  }
}

/**
 * As {@link writeAtomically}, under a name that this program chooses in a folder that others may write to: an existing
 * link or pipe was planted there, and is replaced. Throws AppError.
 */
export async function writeOwnAtomically(
  file: string,
  content: string | Uint8Array,
  mode = FOR_OTHERS,
): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await replace(file, content, mode);
  } catch (error) {
    throw mapDiskError(error, file);
  }
}

async function replace(file: string, content: string | Uint8Array, mode: number): Promise<void> {
  const draft = draftOf(file);
  try {
    const handle = await open(draft, 'wx', mode);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await renameSoon(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

async function renameSoon(from: string, to: string): Promise<void> {
  for (let attempts = 1; ; attempts += 1) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      const errno = errnoOf(error);
      const passing = errno === 'EPERM' || errno === 'EACCES' || errno === 'EBUSY';
      if (!passing || attempts === MAX_RENAME_ATTEMPTS) throw error;
      await new Promise((resolve) => {
        setTimeout(resolve, RENAME_DELAY_MS);
      });
    }
  }
}
