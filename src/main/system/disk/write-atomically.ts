import { mkdir, open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errnoOf, mapDiskError } from './disk-error.ts';
import { draftOf } from './own-file.ts';

/** The mode of what is made to be handed on: lists, reports, manifests. The user's umask still takes its part. */
export const FOR_OTHERS = 0o666;

/** Virus scanners and indexers hold a file for a moment, on Windows; then a rename over it is refused. */
const RENAME_TRIES = 5;
const RENAME_DELAY_MS = 50;

/**
 * Writes a file so that it is there as it was or as it is to be, whatever happens meanwhile. Its folder is made where
 * it is missing; a link leads to the file that is written; what is no file, like a pipe, is written to as it is. Throws
 * AppError.
 *
 * @param mode who may read it; without, only the user
 */
export async function writeAtomically(file: string, text: string, mode = 0o600): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    const found = await stat(file).catch(() => null);
    if (found === null) await replace(file, text, mode);
    else if (found.isFile()) await replace(await realpath(file), text, mode);
    else await writeFile(file, text);
  } catch (error) {
    throw mapDiskError(error, file);
  }
}

/**
 * The same under a name that this program makes up, in a folder that others may write to: a link or a pipe that stands
 * there was put there for this program, and is replaced. Throws AppError.
 */
export async function writeOwnAtomically(
  file: string,
  text: string,
  mode = FOR_OTHERS,
): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await replace(file, text, mode);
  } catch (error) {
    throw mapDiskError(error, file);
  }
}

async function replace(file: string, text: string, mode: number): Promise<void> {
  const draft = draftOf(file);
  try {
    const handle = await open(draft, 'wx', mode);
    try {
      await handle.writeFile(text);
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
  for (let tries = 1; ; tries += 1) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      const errno = errnoOf(error);
      const passing = errno === 'EPERM' || errno === 'EACCES' || errno === 'EBUSY';
      if (!passing || tries === RENAME_TRIES) throw error;
      await new Promise((resolve) => {
        setTimeout(resolve, RENAME_DELAY_MS);
      });
    }
  }
}
