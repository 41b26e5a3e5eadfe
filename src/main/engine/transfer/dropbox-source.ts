import type { FileSource } from './file-source.ts';
import type { DropboxLink } from '#main/engine/dropbox/link.ts';
import { mapBodyError } from '#main/system/http/network-error.ts';
import { AppError } from '#shared/errors/app-error.ts';

/**
 * The present shared link as the queue's source; a new sign-in replaces it. Without one the queue waits, at no cost to
 * any file.
 */
export function dropboxSource(linkNow: () => DropboxLink | null): FileSource {
  const link = (): DropboxLink => {
    const now = linkNow();
    if (now !== null) return now;
    throw new AppError(
      'sign-in-invalid',
      'There is no connection to Dropbox. Connect, then continue.',
    );
  };
  return {
    async openFile(request) {
      const { status, offset, totalBytes, size, rev, body } = await link().openFile(request);
      return { isWhole: status === 200, offset, totalBytes: size ?? totalBytes, rev, body };
    },
    mapBodyError,
    relist: async (path, signal) => await link().relist(path, signal),
  };
}
