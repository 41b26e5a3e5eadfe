import { AppError } from '#shared/errors/app-error.ts';

/**
 * The user's checksum list and the file differ. If the content_hash agreed, fetching again does not help: the list
 * describes another file. Without a content_hash, the bytes may have been damaged in transit.
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
