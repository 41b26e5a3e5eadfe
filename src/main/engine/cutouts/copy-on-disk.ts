import { join } from 'node:path';
import process from 'node:process';
import { localNames } from '#shared/downloads/local-name.ts';
import { errorCode } from '#shared/errors/app-error.ts';
import { openDiskImage } from './disk-image.ts';
import type { ImageBytes } from './image-bytes.ts';

/**
 * Where the copy of a listed file lies below a folder with downloads. Null where no download could have that name: the
 * path would leave the folder, for example.
 */
export function copyOf(downloadsFolder: string | null, path: string): string | null {
  if (downloadsFolder === null) return null;
  try {
    const rules = process.platform === 'win32' ? 'windows' : 'posix';
    return join(downloadsFolder, ...localNames(path, rules));
  } catch (error) {
    if (errorCode(error) === 'name-refused') return null;
    throw error;
  }
}

/** The copy of an image, or null where there is none. Throws AppError. */
export async function openCopy(
  downloadsFolder: string | null,
  path: string,
): Promise<ImageBytes | null> {
  const file = copyOf(downloadsFolder, path);
  return file === null ? null : await openDiskImage(file);
}
