import { errorCode } from '#shared/errors/app-error.ts';
import { openCopy } from './copy-on-disk.ts';
import { type DropboxImageDeps, openDropboxImage } from './dropbox-image.ts';
import type { ImageBytes } from './image-bytes.ts';

export interface OpenImageDeps {
  /** Folder with whole files of the survey; null for none. */
  readonly downloadsFolder: string | null;
  /** Null without a connection: then only what is on disk is opened. */
  readonly dropbox: DropboxImageDeps | null;
}

/** An image of the survey: its copy on disk, else the shared folder's. Null where there is neither. Throws AppError. */
export async function openImage(
  path: string,
  { downloadsFolder, dropbox }: OpenImageDeps,
): Promise<ImageBytes | null> {
  const onDisk = await openCopy(downloadsFolder, path);
  return onDisk ?? (dropbox === null ? null : openDropboxImage(path, dropbox));
}

/** How often an image that is replaced meanwhile is begun again. */
const MAX_ROUNDS = 3;

/** A header and rows of two revisions make no image: it begins again with the new one. */
export async function unlessReplaced(image: ImageBytes, work: () => Promise<void>): Promise<void> {
  for (let round = 1; ; round += 1) {
    try {
      await work();
      return;
    } catch (error) {
      if (errorCode(error) !== 'file-changed' || round === MAX_ROUNDS) throw error;
      image.forget();
    }
  }
}
