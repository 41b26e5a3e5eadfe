import { AppError } from '#shared/errors/app-error.ts';

/**
 * The user's checksum list and the file differ. Where the content_hash agreed, fetching again can't help: the
 * list describes another file. Without a content_hash the bytes may have been damaged on the way.
 */
export function checksumDisagrees(path: string, contentHashAgreed: boolean): AppError {
  return contentHashAgreed
    ? new AppError(
        'listing-disagrees',
        `${path}: is what Dropbox lists (content_hash agrees) but not what your checksum list says. ` +
          'Check whether the list belongs to this release.',
      )
    : new AppError('corrupt', `${path}: differs from your checksum list, and was discarded.`);
}
