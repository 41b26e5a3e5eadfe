import type { FileSource } from '#main/downloads/file-source.ts';
import type { DropboxLink } from '#main/dropbox/link.ts';

/** The link of the moment as the queue's source; it may be another one after a new sign-in. */
export function dropboxSource(link: () => DropboxLink): FileSource {
  return {
    async openFile(request) {
      const { status, offset, totalBytes, size, rev, body } = await link().openFile(request);
      return { isWhole: status === 200, offset, totalBytes: size ?? totalBytes, rev, body };
    },
    mapBodyError: (error) => link().mapBodyError(error),
    relist: (path, signal) => link().relist(path, signal),
  };
}
